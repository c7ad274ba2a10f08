// Amina tells what was not right, by each of the three ways; who reads it,
// who does not, and how it ends.
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail, mails, paths } from '../lib/mail.mjs';
import { nocape, one, sql } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const mark = String(Date.now() % 1e8);
const home = one("select community_id from data.accounts where address = 'ruth@example.org'");
const address = (name) => `${name}.told.${mark}@example.org`;
function person(name) {
	return one(`with p as (insert into data.people (community_id, name) values (:home, :'name') returning id),
	    a as (insert into data.accounts (person_id, community_id, address, password_hash) select p.id, :home, :'address', a.password_hash
	    from p, data.accounts a where a.address = 'ruth@example.org') select id from p`, { home, name: `${name} ${mark}`, address: address(name) });
}
const id = { Anna: person('Anna'), Theo: person('Theo'), Sara: person('Sara'), Else: person('Else') };
sql("insert into data.volunteers (person_id, community_id, state, capacity, agreed_at) values (:Theo, :home, 'vetted', 3, now())", { ...id, home });
const match = one(`begin; select visit_as(:home, (select person_id from data.accounts where address = 'ruth@example.org')) \\g /dev/null
    insert into data.groups (community_id, name, does, state) values (:home, 'Told ${mark}', 'x', 'vetted') returning id as g \\gset
    insert into data.memberships (group_id, person_id, community_id) values (:g, :Anna, :home);
    insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
    values (:home, :g, :Anna, 'open', 'A list for two', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', now()) returning id as r \\gset
    insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, published_at)
    values (:home, :r, :g, 'call', 'A list for two', 60, true, true, now()) returning id as t \\gset
    select match_made(:t, :Theo, 'lead', (select person_id from data.accounts where address = 'ruth@example.org')) as m \\gset
    update data.matches set agreement_at = now() where ref = :'m';
    select :'m'; commit;`, { ...id, home });
const request = one("select r.ref from data.requests r join data.matches m on m.request_id = r.id where m.ref = :'match'", { match });

const anna = await new Browser().signIn(address('Anna'));
const theo = await new Browser().signIn(address('Theo'));
const sara = await new Browser().signIn(address('Sara'));
const ruth = await signedIn('ruth');
const words = 'He asked whether there was a grown-up here.';
const pages = async (browser, ...places) => {
	let all = '';
	for (const place of places) {
		await browser.get(place);
		all += browser.html;
	}
	return all;
};
const last = () => one('select ref from data.reports where author_id = :Anna order by id desc limit 1', id);

await story('Anna tells of a message', async () => {
	await theo.get(`/matches/${match}`);
	await theo.submit(/\/messages$/, { body: 'Is there a grown-up I can talk to?' });
	ok(!theo.links.some((l) => /not right with/.test(l.text)), 'of his own words he tells nothing');
	await anna.get(`/matches/${match}`);
	await anna.follow(/Something was not right with what/);
	ok(anna.says('is not told that you did') && anna.says('You lose nothing by it'), 'what she fears is answered first');
	ok(anna.says('Is there a grown-up I can talk to?'), 'with the message');
	await anna.submit(/^\/report/, {});
	is(anna.errors.length, 3, 'what, how and to whom is asked for');
	await anna.submit(/^\/report/, { kind: 'mocked', words, way: 'desk' });
	like(anna.path, /^\/reports\/NC-.*\/sent$/, 'it is sent');
	ok(anna.says('A coordinator looks at it first'), 'with a day');
	const again = anna.twin();
	await again.get('/me');
	ok(again.says('What you told us') && again.says('Mocked or talked down to'), 'her page has it');
});

await story('who reads it', async () => {
	const ref = last();
	const mail = await lastMail('ruth@example.org', new RegExp(ref));
	unlike(mail.text, /grown-up|Anna|Theo/, 'the mail says nothing of it');
	sql("update data.messages set body = 'Hello!' where author_id = :Theo", id);
	await ruth.get('/desk');
	ok(ruth.says('Something was not right: a report'), 'it waits on the desk');
	await ruth.get(`/reports/${ref}`);
	ok(ruth.says(words) && ruth.says('Is there a grown-up I can talk to?'), 'Ruth reads it, and the message as it stood');
	for (const [who, b] of [['Theo', theo], ['somebody else', await new Browser().signIn(address('Else'))]]) {
		await b.get(`/reports/${ref}`);
		is(b.status, 404, `${who} finds nothing there`);
		await b.get(`/reports/${ref}/sent`);
		is(b.status, 404, 'nor there');
	}
	unlike(await pages(theo, `/matches/${match}`, '/me', '/help', '/reports'), /grown-up here|NC-[A-Z0-9-]* told|Mocked/, 'Theo learns of nothing');
	is((await mails(address('Theo'))).filter((m) => /report|in confidence|not right/i.test(m.text)).length, 0, 'by mail neither');
	await ruth.get(`/reports/${ref}`);
	await ruth.submit(/\/look$/, {});
	ok(ruth.says('You look after it now'), 'she looks after it');
	await ruth.submit(/\/decision$/, {});
	ok(ruth.says('Write a few words'), 'an ending has words');
	await ruth.submit(/\/decision$/, { decision: 'We talked to him, and he sees it now.' });
	const ended = await lastMail(address('Anna'), /came of it/);
	unlike(ended.text, /talked to him/, 'no details by mail');
	await anna.get(paths(ended)[0]);
	ok(anna.says('We talked to him'), 'Anna reads how it ended');
});

await story('past the coordinators', async () => {
	await anna.get(`/requests/${request}`);
	await anna.follow(/Something was not right\? Tell us/);
	ok(anna.says('The chair of the trustees'), 'by the role of the settings');
	await anna.submit(/^\/report/, { kind: 'unsafe', words: 'TRUSTED words', way: 'trusted', about: 'unknown' });
	ok(anna.says('The chair of the trustees was told') && anna.says('999'), 'it says who, and the number for now');
	const ref = last();
	const mail = await lastMail('trustee@example.org', /past the coordinators/);
	unlike(mail.text + mail.subject, /TRUSTED|Anna|unsafe/, 'the mail says only that there is something');
	const link = paths(mail)[0];
	const trustee = new Browser();
	await trustee.get(link);
	ok(trustee.says('Open it') && !trustee.html.includes('TRUSTED'), 'what reads mail finds nothing behind the link');
	is(one("select state from data.reports where ref = :'ref'", { ref }), 'sent', 'and opens nothing');
	await trustee.submit('/trusted-report', {});
	ok(trustee.says('TRUSTED words'), 'the button does');
	is(one("select state from data.reports where ref = :'ref'", { ref }), 'looked_at', 'and it is looked at');
	const html = await pages(ruth, '/desk', `/reports/${ref}`, '/reports', `/desk/requests/${request}`, '/desk/mails');
	unlike(html, /TRUSTED|past the coordinators of/, 'Ruth sees nothing of it');
	await trustee.submit('/trusted-report/decision', {});
	ok(trustee.says('Write a few words') && trustee.says('TRUSTED words'), 'without words it is asked again, with all that stood there');
	const other = trustee.twin();
	await Promise.all([trustee, other].map((b) => b.submit('/trusted-report/decision', { decision: 'The chair looked into it.' })));
	await trustee.get(link);
	ok(trustee.says('This link has done its work'), 'then the link has done its work');
	ok(trustee.says('can no longer be read here') && !trustee.says('a new link'), 'and no new one is promised, which nobody would get');
	const { body } = await trustee.raw('POST', '/trusted-report', { body: new URLSearchParams({ key: new URL(link, 'https://x').searchParams.get('key') }) });
	unlike(body, /TRUSTED/, 'and opens nothing more');
	await trustee.get('/trusted-report?key=00000000000000000000000000000000');
	is(trustee.status, 404, 'another key is none');
	await anna.get(`/reports/${ref}`);
	ok(anna.says('The chair looked into it.'), 'Anna reads the ending');
});

await story('a link that is ended, and a new one', async () => {
	await anna.get(`/report/match/${match}`);
	const since = Date.now() - 1;
	await anna.submit(/^\/report/, { kind: 'other', words: 'LINK words', way: 'trusted' });
	const ref = last();
	const first = paths(await lastMail('trustee@example.org', /past the coordinators/, since))[0];
	like(nocape('reports', 'revoke', ref), /its link is dead/, 'the operator ends it');
	const trustee = new Browser();
	await trustee.get(first);
	is(trustee.status, 404, 'then it leads nowhere');
	like(nocape('reports', 'send', ref), /a new link is on its way/, 'and sends another');
});

await story('safeguarding', async () => {
	like(nocape('safeguarding', 'add', address('Sara')), new RegExp(`Sara ${mark}`), 'the operator names Sara');
	await anna.get(`/report/match/${match}`);
	await anna.submit(/^\/report/, { kind: 'at_risk', words: 'CHILD words', way: 'safeguarding' });
	ok(anna.says('If somebody is in danger now, ring 999'), 'the number for now stands there');
	const ref = last();
	await lastMail(address('Sara'), /child or an adult at risk/);
	unlike(await pages(ruth, '/desk', `/reports/${ref}`, '/reports', `/desk/requests/${request}`, '/desk/mails', `/matches/${match}`), /CHILD|at risk/, 'no page of the desk has a word of it');
	unlike(await pages(theo, `/reports/${ref}`, '/reports'), /CHILD/, 'nor Theo’s');
	await sara.get('/me');
	await sara.follow(/A worry about a child/);
	ok(sara.says('CHILD words'), 'Sara reads it');
	await sara.submit(/\/look$/, {});
	await sara.submit(/\/decision$/, { decision: 'The right people know.' });
	await anna.get(`/reports/${ref}`);
	ok(anna.says('The right people know.'), 'and ends it');
	nocape('safeguarding', 'remove', address('Sara'));
	await sara.get(`/reports/${ref}`);
	is(sara.status, 404, 'who does it no more reads no more');
});

await story('a coordinator is the trouble', async () => {
	sql(`insert into data.messages (community_id, request_id, author_id, body, desk_read_at)
	    select :home, r.id, a.person_id, 'Do read before you ask', now() from data.requests r, data.accounts a
	    where r.ref = :'request' and a.address = 'ruth@example.org'`, { home, request });
	await anna.get(`/requests/${request}`);
	await anna.follow(/Something was not right with what Ruth/);
	await anna.submit(/^\/report/, { kind: 'mocked', words: 'RUTH words', way: 'desk' });
	const ref = last();
	await lastMail('ines@example.org', new RegExp(ref));
	is((await mails('ruth@example.org')).filter((m) => m.text.includes(ref)).length, 0, 'Ruth gets no mail');
	unlike(await pages(ruth, '/desk', `/reports/${ref}`, '/reports'), new RegExp(`RUTH words|href="/reports/${ref}`), 'and finds it nowhere');
	const ines = await signedIn('ines');
	await ines.get(`/reports/${ref}`);
	ok(ines.says('RUTH words'), 'another coordinator reads it');
});
