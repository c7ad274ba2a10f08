// Ruth pauses Tom: what ends, what he reads, what he answers, and how he
// comes in again.
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail, mails } from '../lib/mail.mjs';
import { clocks, ended, one, sql, until } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const mark = String(Date.now() % 1e8);
const ruth = await signedIn('ruth');
const home = one("select community_id from data.accounts where address = 'ruth@example.org'");
const address = (name) => `${name}.pause.${mark}@example.org`;
function person(name) {
	return one(`with p as (insert into data.people (community_id, name) values (:home, :'name') returning id, ref),
	    a as (insert into data.accounts (person_id, community_id, address, password_hash) select p.id, :home, :'address', a.password_hash
	    from p, data.accounts a where a.address = 'ruth@example.org') select id from p`, { home, name: `${name} Quint`, address: address(name) });
}
const id = { tomas: person('tomas'), anna: person('anna') };
const ref = one('select ref from data.people where id = :id', { id: id.tomas });
sql(`insert into data.volunteers (person_id, community_id, state, capacity, agreed_at) values (:tomas, :home, 'vetted', 3, now())`, { ...id, home });
const match = one(`begin; select visit_as(:home, (select person_id from data.accounts where address = 'ruth@example.org')) \\g /dev/null
    insert into data.groups (community_id, name, does, state) values (:home, 'Pause ${mark}', 'x', 'vetted') returning id as g \\gset
    insert into data.memberships (group_id, person_id, community_id) values (:g, :anna, :home);
    insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
    values (:home, :g, :anna, 'open', 'Paused', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', now()) returning id as r \\gset
    insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, published_at)
    values (:home, :r, :g, 'call', 'Paused', 60, true, true, now()) returning id as t \\gset
    select match_made(:t, :tomas, 'lead', (select person_id from data.accounts where address = 'ruth@example.org')); commit;`, { ...id, home });

const reason = 'You told Anna that her question was a stupid one.';
let tomas;
await story('Ruth pauses Tomas', async () => {
	tomas = await new Browser().signIn(address('tomas'));
	await ruth.get(`/desk/people/${ref}`);
	await ruth.follow(/Pause this account/);
	ok(ruth.says('1 help under way ends'), 'she reads first what ends');
	await ruth.submit(/\/pause$/, {});
	is(ruth.errors.length, 3, 'and why, what next and until when is asked for');
	await ruth.submit(/\/pause$/, { reason, next_step: 'Ring me.', until: 'day' });
	ok(ruth.says('Enter the day'), 'a day has a date');
	await ruth.submit(/\/pause$/, { reason, next_step: 'Ring me.', until: 'day', back_on: '1 January 2020' });
	ok(ruth.says('still to come'), 'that is still to come');
	const day = new Date(Date.now() + 10 * 864e5).toISOString().slice(0, 10);
	const twin = ruth.twin();
	await Promise.all([ruth, twin].map((b) => b.submit(/\/pause$/, { reason, next_step: 'Ring me.', until: 'day', back_on: day })));
	is([ruth.path.split('?')[0], twin.path.split('?')[0]], [`/desk/people/${ref}`, `/desk/people/${ref}`], 'pressed twice it is one');
	is(one('select count(*) from data.suspensions where person_id = :tomas', id), '1', 'pause');
	ok(ruth.says('Paused by us'), 'the page says so');
	is(one("select state from data.matches where ref = :'match'", { match }), 'released', 'his help has ended');
});

await story('what Anna hears', async () => {
	const mail = await lastMail(address('anna'), /A coordinator has ended the help/);
	unlike(mail.text, /pause|suspen|stupid/i, 'that it ended, and not why');
});

await story('what Tomas reads', async () => {
	const mail = await lastMail(address('tomas'), /paused/);
	unlike(mail.text, /stupid|Ring me/, 'the mail keeps the reason for the page');
	for (const path of ['/me', '/help', '/tasks/', '/desk', `/matches/${match}`, '/suspended']) {
		const { status, headers } = await tomas.raw('GET', path === '/tasks/' ? '/volunteer/skills' : path);
		is([status, headers.location], path === '/suspended' ? [200, undefined] : [303, '/suspended'], path);
	}
	await tomas.get('/tasks');
	unlike(tomas.html, /Tomas/, 'where everybody may look he is nobody');
	await tomas.get('/suspended');
	ok(tomas.says(reason) && tomas.says('Ring me.'), 'the reason, and what he can do');
	const token = /name="token" value="([0-9a-f]+)"/.exec(tomas.html)[1];
	const { status, headers } = await tomas.raw('POST', '/me', { body: new URLSearchParams({ token, op: '0'.repeat(32), name: 'Other' }),
	    headers: { origin: tomas.base } });
	is([status, headers.location], [303, '/suspended'], 'no deed of his is done');
	is(one('select name from data.people where id = :tomas', id), 'tomas Quint', 'none');
	const again = await new Browser().signIn(address('tomas'));
	is([again.path, again.title.split(' –')[0]], ['/suspended', 'Your account is paused'], 'signing in leads there');
	const wrong = new Browser();
	await wrong.signIn(address('tomas'), 'a wrong password');
	const stranger = new Browser();
	await stranger.signIn(`nobody.${mark}@example.org`, 'a wrong password');
	is(wrong.main.replaceAll(address('tomas'), ''), stranger.main.replaceAll(`nobody.${mark}@example.org`, ''), 'a stranger is told nothing of it');
});

await story('Tomas answers, once', async () => {
	await tomas.get('/suspended');
	await tomas.submit('/suspended', {});
	ok(tomas.says('Write how you see it'), 'with words');
	await tomas.submit('/suspended', { words: 'I said the form was stupid, not her.' });
	ok(tomas.says('It is our turn'), 'then it is our turn');
	ok(!tomas.forms.some((f) => f.action === '/suspended'), 'and there is no second form');
	await lastMail('ruth@example.org', /has answered a pause/);
	await ruth.get('/desk');
	ok(ruth.says('A pause was answered: tomas Quint'), 'it waits on the desk');
	await ruth.get(`/desk/people/${ref}`);
	ok(ruth.says('I said the form was stupid'), 'where Ruth reads it');
	await ruth.submit(/\/decision$/, { verdict: 'keep', decision: 'Anna heard it otherwise. Ring me.' });
	ok(ruth.says('The pause stays'), 'and keeps the pause');
	await lastMail(address('tomas'), /keeps your account paused/);
	await tomas.get('/suspended');
	ok(tomas.says('Anna heard it otherwise'), 'with words that he reads');
	await ruth.get(`/desk/people/${ref}`);
	await ruth.submit(/\/decision$/, { decision: 'We have talked.' });
	await tomas.get('/suspended');
	is(tomas.path, '/me', 'lifted, he is back');
	await lastMail(address('tomas'), /You can come in again/);
});

await story('whom Ruth cannot pause', async () => {
	for (const who of ['ruth', 'ines']) {
		const at = one("select p.ref from data.people p join data.accounts a on a.person_id = p.id where a.address = :'who'", { who: `${who}@example.org` });
		await ruth.get(`/desk/people/${at}`);
		ok(!ruth.says('Pause this account'), `${who}: no way there`);
		await ruth.get(`/desk/people/${at}/pause`);
		is(ruth.path, `/desk/people/${at}`, 'nor by its address');
	}
	await tomas.get(`/desk/people/${ref}/pause`);
	is(tomas.status, 404, 'and nobody but a coordinator can');
});

await story('the day comes', async () => {
	await ruth.get(`/desk/people/${ref}/pause`);
	await ruth.submit(/\/pause$/, { reason, next_step: 'Ring me.', until: 'open' });
	sql("update data.suspensions set back_on = current_date where person_id = :tomas and state = 'running'", id);
	await clocks();
	ok(await until(() => one('select state from data.people where id = :tomas', id) === 'active', 10), 'and he is back by himself');
	ok(await until(async () => (await mails(address('tomas'))).filter((m) => /is paused/.test(m.subject)).length === 2, 10), 'told twice that it began');
});

await story('what the operator pauses, the operator decides', async () => {
	const nocape = (...words) => ended('suspend', ...words);
	person('oda');
	const at = address('oda');
	is(nocape('add', at, '--reason', 'You read what you had no part in.', '--next', 'Write to the board.'), [0, `${at} is paused, and gets a mail.\n`], 'paused');
	const oda = await new Browser().signIn(at);
	await oda.submit('/suspended', { words: 'I was asked to.' });
	ok(oda.says('where the operator of this site reads it'), 'she reads who reads her answer');
	unlike(oda.main, /coordinator has read/, 'and is promised nobody else');
	like(nocape('list')[1], new RegExp(`<${at}>, answered, .*by the operator\n  says: I was asked to\\.`), 'it is listed');
	is(nocape('keep', at)[0], 1, 'to keep it takes words');
	is(nocape('keep', at, '--reason', 'Nobody asked you.'), [0, `${at} stays paused, and gets a mail.\n`], 'the operator keeps it');
	like((await lastMail(at, /keeps your account paused/)).text, /The operator of this site has read your answer/, 'the mail says who');
	await oda.get('/suspended');
	ok(oda.says('What the operator of this site said to your answer') && oda.says('Nobody asked you.'), 'and so does the page');
	like(nocape('keep', at, '--reason', 'x')[1], /Nothing to do/, 'once');
	is(nocape('lift', at), [0, `${at} can come in again, and gets a mail.\n`], 'and ends it');
});
