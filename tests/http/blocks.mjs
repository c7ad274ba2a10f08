// Anna keeps Theo apart from her: what each sees then, and what nobody does.
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail } from '../lib/mail.mjs';
import { one, sql } from '../lib/stack.mjs';
import { is, ok, story, unlike } from '../lib/tap.mjs';

const mark = String(Date.now() % 1e8);
const home = one("select community_id from data.accounts where address = 'ruth@example.org'");
const address = (name) => `${name}.apart.${mark}@example.org`;
function person(name) {
	return one(`with p as (insert into data.people (community_id, name) values (:home, :'name') returning id),
	    a as (insert into data.accounts (person_id, community_id, address, password_hash) select p.id, :home, :'address', a.password_hash
	    from p, data.accounts a where a.address = 'ruth@example.org') select id from p`, { home, name: `${name} ${mark}`, address: address(name) });
}
const id = { Anna: person('Anna'), Theo: person('Theo') };
sql("insert into data.volunteers (person_id, community_id, state, capacity, agreed_at, words) values (:Theo, :home, 'vetted', 3, now(), '')", { ...id, home });
const group = one(`with g as (insert into data.groups (community_id, name, does, state) values (:home, 'Side ${mark}', 'x', 'vetted') returning id),
    m as (insert into data.memberships (group_id, person_id, community_id) select id, :Anna, :home from g) select id from g`, { ...id, home });
function task(title, matched = false) {
	return one(`begin; select visit_as(:home, (select person_id from data.accounts where address = 'ruth@example.org')) \\g /dev/null
    insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
    values (:home, :group, :Anna, 'open', :'title', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', now()) returning id as r \\gset
    insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, published_at)
    values (:home, :r, :group, 'call', :'title', 60, true, true, now() + interval '1 day') returning id as t, ref \\gset
    ${matched ? "select match_made(:t, :Theo, 'lead', (select person_id from data.accounts where address = 'ruth@example.org'));" : "select :'ref';"} commit;`, { ...id, home, group, title });
}
const match = task(`Was ${mark}`, true);
const open = task(`Is ${mark}`);
const anna = await new Browser().signIn(address('Anna'));
const theo = await new Browser().signIn(address('Theo'));
const ruth = await signedIn('ruth');
const guest = new Browser();
const lists = ['/tasks', '/tasks?order=new', '/tasks?reach=afar', '/tasks?order=new&reach=afar'];

await story('before', async () => {
	for (const list of lists) {
		await theo.get(list);
		ok(theo.says(`Is ${mark}`), `Theo sees the task at ${list}`);
	}
	await theo.get(`/tasks/${open}`);
	await theo.submit(/\/claims$/, { seat: 'lead', words: '', read: 'yes' });
	ok(theo.status === 200 && theo.path.startsWith('/claims/'), 'and raises a hand');
});

await story('Anna wishes it', async () => {
	await anna.get(`/matches/${match}`);
	await anna.follow(/Keep somebody apart/);
	ok(anna.says('Nobody is told') && anna.says('This help is still under way'), 'told what changes, and how to end help first');
	await anna.submit(/\/block$/, {});
	ok(anna.says('Choose one of the people'), 'somebody is chosen');
	await anna.submit(/\/block$/, { person: one('select ref from data.people where id = :Theo', id) });
	ok(anna.path.startsWith('/me') && anna.says('People you keep apart') && anna.says(`Theo ${mark}`), 'her page has it');
});

await story('what Theo finds', async () => {
	for (const list of lists) {
		await theo.get(list);
		ok(!theo.says(`Is ${mark}`), `not there at ${list}`);
		await guest.get(list);
		ok(guest.says(`Is ${mark}`), 'for others it is');
	}
	await theo.get(`/tasks/${open}`);
	const { status, html } = theo;
	await theo.get('/tasks/NC-2222-22');
	const plain = (text) => text.replace(/[0-9a-f]{32,}|[2-9A-Z]{4}-[2-9A-Z]{4}/g, '');
	is([status, plain(html)], [404, plain(theo.html)], 'the task is answered like one that is not there');
	const mail = await lastMail(address('Theo'), /has come to nothing this time/);
	unlike(mail.text, /Anna|apart|block/i, 'his hand ends like any other');
	await theo.get('/me');
	ok(!theo.says('keep apart'), 'his page says nothing');
	await theo.get(`/matches/${match}`);
	is(theo.status, 200, 'help under way goes on');
});

await story('what Ruth finds', async () => {
	await ruth.get(`/desk/tasks/${open}`);
	ok(!ruth.says(`Theo ${mark}`), 'he is not among who suits');
	unlike(ruth.text, /keep.{0,20}apart|block/i, 'and no word says why');
	const theos = one('select ref from data.people where id = :Theo', id);
	await ruth.get(`/desk/people/${theos}`);
	unlike(ruth.text, /keep.{0,20}apart/i, 'his page neither');
});

await story('they may meet again', async () => {
	await anna.get('/me');
	await anna.submit(/^\/me\/blocks\/.*end$/, {});
	await theo.get('/tasks?order=new');
	ok(theo.says(`Is ${mark}`), 'and it is there again');
});
