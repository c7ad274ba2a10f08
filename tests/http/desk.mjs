// The desk: Ruth asks back, scopes, publishes, approves, declines and checks;
// Ines, at the same desk, is slower.
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail, paths } from '../lib/mail.mjs';
import { one, sealed, sql } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const mark = Math.random().toString(36).slice(2, 8);
const address = (who) => `${who}-${mark}@desk.example`;
const values = { mark, group: `Seed library ${mark}` };

// A group with a contact, two volunteers, and a story told a moment ago.
sql(`
select id as here from communities order by key <> 'wendle', id limit 1 \\gset
select set_config('app.community', :'here', false), set_config('app.zone', 'Europe/London', false) \\g /dev/null
insert into people (community_id, name) select :here, n || ' ' || :'mark' from unnest('{Gita,Vera,Otto,Nils}'::text[]) n;
insert into accounts (person_id, community_id, address, phone, password_hash)
select p.id, p.community_id, lower(split_part(p.name, ' ', 1)) || '-' || :'mark' || '@desk.example', '01632 960555',
    (select a.password_hash from accounts a where a.address = 'ruth@example.org') from people p where p.name like '% ' || :'mark';
insert into groups (community_id, name, does, state) values (:here, :'group', 'Lends seeds', 'new') returning id as grp, ref as gref \\gset
insert into memberships (group_id, person_id, community_id, contact)
select :grp, id, :here, true from people where name = 'Gita ' || :'mark';
select promise('vet_group', null, null, null, null, :'gref') \\g /dev/null
insert into volunteers (person_id, community_id, state, agreed_at, capacity, words)
select id, :here, case when name like 'Nils%' then 'new' else 'vetted' end, app_now(), 2, 'I like seeds.' from people
where name like '% ' || :'mark' and name not like 'Gita%';
insert into volunteer_skills (person_id, community_id, skill, level)
select id, :here, 'spreadsheets', 2 from people where name in ('Vera ' || :'mark', 'Nils ' || :'mark');
insert into credentials (community_id, person_id, kind, title)
select :here, id, 'training', 'First aid ' || :'mark' from people where name = 'Vera ' || :'mark';
`, values);
await sealed();
const request = (title) => one(`
select id as here from communities order by key <> 'wendle', id limit 1 \\gset
select set_config('app.community', :'here', false), set_config('app.zone', 'Europe/London', false) \\g /dev/null
insert into requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
select g.community_id, g.id, m.person_id, 'sent', :'title', 'Lend seeds', 'On paper', 'It gets wet', 'Gardeners', 'May', 'Paper',
    'afar', 'now', 'Nothing is lost', app_now() from groups g join memberships m on m.group_id = g.id where g.name = :'group'
returning ref, id \\gset
select promise('first_look', :id, null, null, null, :'ref') \\g /dev/null
select :'ref';`, { ...values, title });
const ref = (table, where) => one(`select ref from ${table} where ${where}`, values);
const group = ref('groups', "name = :'group'");
const person = (name) => ref('people', `name = '${name} ' || :'mark'`);
const seeds = request(`Our seed list gets wet ${mark}`);

const ruth = await signedIn('ruth');
const ines = await signedIn('ines');
const gita = await signedIn(address('gita'));
const tom = await signedIn(address('vera'));
const desk = (path) => ruth.get(`/desk/requests/${path}`);

await story('the desk says what waits and why', async () => {
	await ruth.get('/desk');
	is(ruth.heading, 'What needs a human now', 'the desk');
	ok(ruth.says(`Our seed list gets wet ${mark}`), 'the request that was sent waits');
	ok(ruth.says('They can’t serve people while this waits.'), 'pressing ones say so');
	ok(ruth.says(`A new group: Seed library ${mark}`), 'so does the group');
	ok(ruth.says(`A new volunteer: Nils ${mark}`), 'and the volunteer');
	ok(ruth.says('A paper waits to be looked at'), 'and what has to be looked at');
	ok(ruth.says('In working days.'), 'and how long people wait');
	is(ruth.links.filter((l) => l.href.startsWith('/desk/requests/')).length > 0, true, 'each with a link');
	const order = ruth.links.map((l) => l.href).filter((h) => /^\/desk\/(requests|groups)\/NC/.test(h));
	ok(order.indexOf(`/desk/requests/${seeds}`) < order.indexOf(`/desk/groups/${group}`), 'what presses comes first');
});

await story('nobody else sees the desk', async () => {
	const nobody = new Browser();
	await nobody.get('/desk');
	like(nobody.path, /^\/sign-in/, 'a stranger is asked to sign in');
	for (const who of [gita, tom])
		for (const path of ['/desk', '/desk/requests', `/desk/requests/${seeds}`, `/desk/groups/${group}`,
		    `/desk/people/${person('Vera')}`, '/desk/mails'])
			is((await who.get(path)).status, 404, `${path} is not there`);
	is((await ruth.get('/desk/requests/NC-AAAA-AA')).status, 404, 'and what is not there is not');
});

await story('Ruth reads, tells the group, and leaves a note', async () => {
	await desk(seeds);
	ok(ruth.says('It gets wet'), 'the story as it was told');
	ok(ruth.says('Check the group first.'), 'and what comes first');
	const since = Date.now();
	await ruth.submit(/\/messages$/, { body: 'I have read it, you hear from me on Friday. 🌱' });
	ok(ruth.says('Your message was sent to the group.'), 'the message is sent');
	is(one("select state from promises where kind = 'first_look' and subject_ref = :'ref'", { ref: seeds }), 'kept', 'the first look is kept');
	const mail = await lastMail(address('gita'), seeds, since);
	unlike(mail.text, /Friday/, 'the mail tells no words of it');
	await gita.get(paths(mail)[0]);
	ok(gita.says('you hear from me on Friday. 🌱'), 'the page does');
	await desk(seeds);
	await ruth.submit(/\/notes$/, { note: 'Ring before ten.' });
	ok(ruth.says('Ring before ten.'), 'the note is kept');
	await gita.get(`/requests/${seeds}`);
	ok(!gita.says('Ring before ten.'), 'and the group never sees it');
	await ruth.get('/desk');
	ok(ruth.says(`Not decided yet: Our seed list gets wet ${mark}`), 'it still waits, now for a decision');
});

await story('a message of the group waits until it is answered or noted', async () => {
	await gita.get(`/requests/${seeds}`);
	await gita.submit(/\/messages$/, { body: 'Thank you!' });
	await desk(seeds);
	await ruth.submit(/\/noted$/);
	ok(ruth.says('Nothing of this request waits for an answer.'), 'a thank-you needs no answer');
});

await story('Ruth asks back, Ines is slower, the group answers', async () => {
	await ines.get(`/desk/requests/${seeds}/question`);
	await ruth.get(`/desk/requests/${seeds}/question`);
	await ruth.submit(undefined, { question: '' });
	is(ruth.status, 400, 'an empty question');
	is(ruth.errors, ['Write your question.'], 'is told so');
	const since = Date.now();
	await ruth.submit(undefined, { question: 'How many seeds are there?' });
	ok(ruth.says('Your question was sent.'), 'the question is sent');
	await ines.submit(undefined, { question: 'Which seeds?' });
	is(ines.status, 409, 'Ines was slower');
	like(ines.text, /Another coordinator was faster/, 'and reads why');
	await ines.follow('See how it stands now');
	ok(ines.says('Ruth Okafor asked back.'), 'and who did what');
	await gita.get(paths(await lastMail(address('gita'), /question/, since))[0]);
	await gita.submit(/\/questions\//, { answer: 'About 300' });
	await ruth.get('/desk');
	ok(ruth.says(`An answer came: Our seed list gets wet ${mark}`), 'the answer is on the desk');
	await desk(seeds);
	ok(ruth.says('About 300'), 'and on the page of the request');
});

await story('scoping: summary and the smallest useful task', async () => {
	await ruth.get(`/desk/requests/${seeds}/summary`);
	is(ruth.value('title'), `Our seed list gets wet ${mark}`, 'the name is there to be edited');
	await ruth.submit(undefined, { summary: 'A seed library keeps its list on paper, and it gets wet.' });
	ok(ruth.says('The summary is saved.'), 'the summary');
	await ruth.get(`/desk/requests/${seeds}/tasks`);
	await ruth.submit(undefined, { kind: 'call', title: `Talk about the list ${mark}`, effort: 'long', need_1: 'must_2' });
	is(ruth.status, 400, 'an effort that nobody can read');
	like(ruth.errors.join(' '), /between 5 minutes and 30 hours/, 'is told so');
	is(ruth.value('title'), `Talk about the list ${mark}`, 'and all that was typed is kept');
	await ruth.submit(undefined, { effort: '1,5 h' });
	like(ruth.errors.join(' '), /leave both empty/, 'a level needs a skill');
	await ruth.submit(undefined, { skill_1: 'spreadsheets', need_1: 'must_2', reach: 'there' });
	like(ruth.errors.join(' '), /which town/, 'a place that nobody knows');
	await ruth.submit(undefined, { reach: 'afar', seats: '2' });
	ok(ruth.says('The task is added.'), 'the task is there');
	ok(ruth.says('about 1.5 hours'), 'with its effort');
	ok(ruth.says('Not published'), 'and nobody sees it yet');
	is((await tom.get(`/tasks/${ref('tasks', "title = 'Talk about the list ' || :'mark'")}`)).status, 404, 'no volunteer');
});

const task = ref('tasks', "title = 'Talk about the list ' || :'mark'");

await story('the group is checked, then it is published, once', async () => {
	await ruth.get(`/desk/groups/${group}`);
	ok(ruth.says('Lends seeds') && !ruth.says('01632 960555'), 'what they told, and no number');
	await ruth.follow(/How to reach/);
	ok(!ruth.says('01632 960555'), 'nor on the page of their contact');
	await ruth.submit(/\/contact$/);
	ok(ruth.says('01632 960555'), 'which shows it at the press of a button');
	await ruth.get(`/desk/groups/${group}`);
	await ines.get(`/desk/groups/${group}`);
	await ruth.submit(/\/vetting$/);
	ok(ruth.says('The group is checked'), 'Ruth checks it');
	await ines.submit(/\/vetting$/);
	is(ines.status, 409, 'Ines is told that it was');
	await desk(seeds);
	await ines.get(`/desk/requests/${seeds}`);
	const since = Date.now();
	await ruth.submit(/\/publication$/);
	ok(ruth.says('Published.'), 'Ruth publishes');
	await ines.submit(/\/publication$/);
	is(ines.status, 409, 'Ines is slower');
	await gita.get(paths(await lastMail(address('gita'), /is open/, since))[0]);
	ok(gita.says('Open'), 'the group reads that it is open');
	is((await tom.get(`/tasks/${task}`)).status, 200, 'volunteers see the task');
	await ruth.get(`/desk/tasks/${task}`);
	ok(ruth.says('Ask somebody who suits, or wait for a hand to go up.'), 'and the task says what the desk does next');
});

const claim = (name, seat) => one(`begin;
select community_id, id from people where name = :'name' || ' ' || :'mark' \\gset
select visit_as(:community_id, :id) \\g /dev/null
select split_part(c.ref, '/', 3) from (values (1)) one, claims_new(:'task', :'seat', 'I would look at the list first.', true) c;
commit;`,
    { ...values, name, seat, task });

await story('claims beside who suits; a yes and a no', async () => {
	const vera = claim('Vera', 'lead');
	const otto = claim('Otto', 'second');
	await ruth.get('/desk');
	like(ruth.text, new RegExp(`Vera ${mark}, Otto ${mark} want to help|A claim waits|claims wait`), 'they wait on the desk');
	await ruth.get(`/desk/tasks/${task}`);
	like(ruth.text, /It is our turn\. By \w+day \d+ \w+ ?, answer who raised a hand\./, 'the task says whose turn it is, and by when');
	ok(ruth.says('I would look at the list first.'), 'with their words');
	ok(ruth.says('Misses a skill that is a must'), 'and what Otto misses');
	ok(ruth.says('Nobody has checked the skill that is asked for'), 'and why Vera suits');
	ok(ruth.says('Who suits it'), 'beside who else would');
	like(ruth.text, /miss a skill that is a must|misses a skill that is a must/, 'and what leaves the others out');
	const since = Date.now();
	await ines.get(`/desk/tasks/${task}`);
	await ruth.submit(new RegExp(`/claims/${vera}/approval$`));
	ok(ruth.says('Approved.'), 'Vera has the lead seat');
	await ines.submit(new RegExp(`/claims/${vera}/approval$`));
	is(ines.status, 409, 'Ines is slower');
	await ruth.get(`/desk/claims/${otto}/decline`);
	await ruth.submit(undefined, { reason: '' });
	like(ruth.errors.join(' '), /reason that helps/, 'a no has a reason');
	await ruth.submit(undefined, { reason: 'You would need spreadsheets for this one.' });
	ok(ruth.says('Declined.'), 'Otto hears no');
	const mail = await lastMail(address('otto'), /claim/, since);
	is(paths(mail), [`/claims/${otto}`], 'by a mail that leads to the reason');
	await lastMail(address('gita'), /Vera/, since);
	is((await ruth.get(`/desk/claims/${otto}/decline`)).path, `/desk/tasks/${task}`, 'which is said once');
});

await story('asking somebody, and taking it back', async () => {
	sql(`insert into volunteer_skills (person_id, community_id, skill, level)
	select id, community_id, 'spreadsheets', 3 from people where name = 'Otto ' || :'mark'`, values);
	await ruth.get(`/desk/tasks/${task}/people/${person('Otto')}`);
	is(ruth.value('seat'), 'second', 'the seat that is free');
	const since = Date.now();
	await ruth.submit(undefined, { words: 'Now you know them.' });
	ok(ruth.says('The invitation was sent.'), 'Otto is asked');
	is(paths(await lastMail(address('otto'), /Would you help/, since)).length, 1, 'by mail');
	await ruth.submit(/\/cancel$/);
	ok(ruth.says('The invitation is taken back'), 'and told that it is taken back');
});

await story('a match ends by the desk, and the seat waits', async () => {
	const match = ref('matches', `task_id = (select id from tasks where ref = '${task}')`);
	await ruth.get(`/desk/matches/${match}/release`);
	ok(ruth.says('This can’t be undone.'), 'said before it is done');
	await ruth.submit(undefined, { reason: 'She has moved away.' });
	ok(ruth.says('The match has ended.'), 'it ends');
	await ruth.get('/desk');
	ok(ruth.says('A seat is free again'), 'and the desk looks for somebody else');
	is((await ruth.get(`/desk/matches/${match}/release`)).path, `/desk/tasks/${task}`, 'once');
});

await story('a promise that was missed comes to the desk, and gets more time', async () => {
	sql("update promises set due_on = (app_now())::date - 3 where kind = 'question' and state = 'due'");
	await ruth.get(`/desk/requests/${seeds}/question`);
	await ruth.submit(undefined, { question: 'Is there a list at all?' });
	const q = one("select q.ref from questions q join requests r on r.id = q.request_id where r.ref = :'seeds' and q.answered_at is null", { seeds });
	sql("update promises set due_on = (app_now())::date - 3, told_desk_at = app_now() where subject_ref = :'q'", { q });
	await ruth.get('/desk');
	ok(ruth.says('No answer to our question'), 'it is there');
	await desk(seeds);
	await ruth.follow(/^Give them longer/);
	await ruth.submit(undefined, { day: 'yesterday' });
	is(ruth.status, 400, 'not in the past');
	await ruth.submit(undefined, { day: '' });
	like(ruth.errors.join(' '), /new day/, 'a day is needed');
	const day = one("select to_char(app_now() + interval '9 days', 'YYYY-MM-DD')");
	await ruth.submit(undefined, { day });
	ok(ruth.says('The new day is kept'), 'they have longer');
	is(one("select due_on from promises where subject_ref = :'q' and state = 'due'", { q }), day, 'until then');
});

await story('a no, with its reason and the next step', async () => {
	const other = request(`A second wish ${mark}`);
	await ruth.get(`/desk/requests/${other}/decline`);
	await ines.get(`/desk/requests/${other}/referral`);
	await ruth.submit(undefined, { reason: '<b>"&{{7*7}}' });
	is(ruth.errors.length, 1, 'both sentences are needed');
	is(ruth.value('reason'), '<b>"&{{7*7}}', 'what was typed stays as it was');
	await ruth.submit(undefined, { reason: 'We have nobody who knows seeds.', next_step: 'Ask the garden society.' });
	ok(ruth.says('The group was told'), 'it is declined');
	await ines.submit(undefined, { reason: 'The library' });
	is(ines.status, 409, 'Ines, passing it on, is slower');
	await gita.get(`/requests/${other}`);
	ok(gita.says('We have nobody who knows seeds.') && gita.says('Ask the garden society.'), 'the group reads both');
});

await story('passing on', async () => {
	const third = request(`A third wish ${mark}`);
	await ruth.get(`/desk/requests/${third}/referral`);
	await ruth.submit(undefined, { reason: 'The seed bank, 01632 960556' });
	ok(ruth.says('The group was told whom to turn to.'), 'it is passed on');
	await gita.get(`/requests/${third}`);
	ok(gita.says('The seed bank, 01632 960556'), 'the group reads to whom');
});

await story('volunteers, skills and papers', async () => {
	await ruth.get(`/desk/people/${person('Nils')}`);
	ok(ruth.says('I like seeds.'), 'in their own words');
	const since = Date.now();
	await ruth.submit(/\/vetting$/);
	ok(ruth.says('Checked.'), 'Nils may begin');
	await lastMail(address('nils'), /You can begin/, since);
	await ruth.get(`/desk/people/${person('Nils')}/skills/spreadsheets`);
	is(ruth.value('level'), '2', 'what he says');
	await ruth.submit(undefined, { level: '3', until: '' });
	ok(ruth.says('The skill is checked.') && ruth.says('Checked by Ruth Okafor'), 'is checked');
	await ruth.get(`/desk/people/${person('Vera')}`);
	await ruth.follow(new RegExp(`^Look at it: First aid ${mark}`));
	await ruth.submit(undefined, { verdict: 'checked', how: 'Shown on a video call', until: '1 June 2031' });
	ok(ruth.says('Shown on a video call') && ruth.says('1 June 2031'), 'a paper is looked at, and how is kept');
});

await story('the lists', async () => {
	for (const [path, says] of [['/desk/requests', 'Requests'], ['/desk/requests?show=ended', `A second wish ${mark}`],
	    ['/desk/requests?show=%27', 'Requests'], ['/desk/groups?show=vetted', `Seed library ${mark}`],
	    ['/desk/people?show=vetted', `Nils ${mark}`], ['/desk/people?show=coordinators', 'Ines Marrow']])
		ok((await ruth.get(path)).status === 200 && ruth.says(says), path);
	await ruth.get('/desk/requests?show=all');
	const first = ruth.links.filter((l) => /^\/desk\/requests\/NC/.test(l.href)).map((l) => l.href);
	await ruth.follow('Older ones');
	const second = ruth.links.filter((l) => /^\/desk\/requests\/NC/.test(l.href)).map((l) => l.href);
	is([first.length, second.filter((h) => first.includes(h)).length], [20, 0], 'a page of twenty, and then others');
});

await story('the mails of the demo', async () => {
	await ruth.get('/desk/mails');
	const link = ruth.links.find((l) => /^\/desk\/mails\/\d+$/.test(l.href));
	ok(link, 'are listed');
	await ruth.get(link.href);
	is(ruth.status, 200, 'and can be read');
	is((await ruth.get('/desk/mails/0')).status, 404, 'those there are');
});
