// Priya's cousin signs up to help, question by question; the desk looks, she
// pauses and comes back.
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail, paths } from '../lib/mail.mjs';
import { one, sql } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const address = `vera.${process.pid}@example.org`;
const vera = new Browser();
const mine = (column) => one(`select ${column} from volunteers v
    join accounts a on a.person_id = v.person_id where a.address = :'address'`, { address });

// Somebody with an account and nothing else, signed in.
async function newcomer(browser, to, name) {
	await sql(`with p as (insert into people (community_id, name) select id, :'name' from communities
	    where key = 'wendle' returning id, community_id)
	    insert into accounts (person_id, community_id, address, password_hash) select p.id, p.community_id, :'to', o.password_hash
	    from p, accounts o where o.address = 'tom@example.org'`, { to, name });
	await browser.signIn(to);
}

await story('before anybody signs in', async () => {
	const guest = new Browser();
	await guest.get('/volunteer');
	is(guest.status, 200, 'a guest reads what it means');
	ok(guest.says('never make anybody feel stupid'), 'and what is agreed to');
	is(guest.links.filter((l) => l.href === '/sign-up?next=/volunteer').length, 1, 'and can begin');
	await guest.get('/volunteer/skills');
	like(guest.path, /^\/sign-in/, 'a question asks to sign in first');
});

await story('question by question', async () => {
	await newcomer(vera, address, 'Vera Prakash');
	await vera.get('/volunteer/skills');
	is(vera.path, '/volunteer', 'no question before she has begun');
	await vera.submit('/volunteer', {});
	is(vera.path, '/volunteer/skills', 'she begins with what she knows');
	await vera.get('/volunteer/check');
	is(vera.path, '/volunteer/skills', 'skipping ahead leads back to it');
	await vera.submit('/volunteer/skills', { skills: [] });
	is(vera.status, 400, 'nothing ticked');
	like(vera.errors.join(), /at least one skill/, 'asks for one');
	like(vera.title, /^Error: /, 'and says so in the title');
	const inDatabase = Number(await one('select count(*) from skills'));
	is((vera.html.match(/name="skills"/g) ?? []).length, inDatabase, 'every skill of the database can be ticked');
	await vera.submit('/volunteer/skills', { skills: ['phones', 'printers'] });
	is(vera.path, '/volunteer/levels', 'then how well');
	await vera.submit('/volunteer/levels', { level: ['phones:2', 'printers:1'] });
	is(await one(`select string_agg(skill || level, ' ' order by skill) from volunteer_skills s
	    join accounts a on a.person_id = s.person_id where a.address = :'address'`, { address }),
	    'phones2 printers1', 'both are kept');
	await vera.submit('/volunteer/languages', { languages: ['en', 'gu'] });
	is(vera.path, '/volunteer/where', 'then where');
	await vera.submit('/volunteer/where', { how: 'near', town: '' });
	like(vera.errors.join(), /Enter your town/, 'near needs a town');
	await vera.submit('/volunteer/where', { how: 'near', town: 'Halifax', reach_km: 'far' });
	is(vera.value('town'), 'Halifax', 'what was typed stays');
	like(vera.errors.join(), /kilometres/, 'a distance is a number');
	await vera.submit('/volunteer/where', { how: 'both', town: 'Newport', reach_km: '12' });
	is(vera.path, '/volunteer/place', 'several towns have that name');
	await vera.submit('/volunteer/place', { place: [] });
	like(vera.errors.join(), /Choose a town/, 'one has to be chosen');
	const inWales = await one(`select id from places where name = 'Newport' and region = 'Wales' order by people desc limit 1`);
	await vera.submit('/volunteer/place', { place: inWales });
	is(await mine('v.place_id'), inWales, 'and is');
	is(vera.path, '/volunteer/hours', 'then when');
	await vera.get('/volunteer/where');
	is(vera.value('town'), 'Newport', 'she thinks again');
	await vera.submit('/volunteer/where', { how: 'both', town: 'Halifax', reach_km: '12' });
	is(vera.path, '/volunteer/hours', 'a town in no doubt is chosen by itself');
	is(await mine('(select name from places p where p.id = v.place_id)'), 'Halifax', 'and kept');
	await vera.submit('/volunteer/hours', { hours: ['sat_morning', 'mon_evening'] });
	await vera.submit('/volunteer/capacity', { capacity: '1' });
	await vera.submit('/volunteer/words', { words: 'I have never done this.\n👵 I am patient.' });
	is(vera.path, '/volunteer/credentials', 'then what she learned');
	await vera.submit('/volunteer/credentials', { kind: 'reference', title: '', issuer: '' });
	like(vera.errors.join(), /what it is called/, 'a proof has a name');
	await vera.submit('/volunteer/credentials', { kind: 'reference', title: 'Mrs Patel', issuer: 'The library' });
	ok(vera.says('Mrs Patel'), 'it is on her list');
	await vera.submit('/volunteer/credentials', { kind: 'degree', title: 'Not mine', issuer: '' });
	await vera.submit(/\/remove$/, {});
	unlike(vera.main, /Mrs Patel/, 'the first is off the list again');
	ok(vera.says('Not mine'), 'and the second stays');
	await vera.get('/volunteer/interests');
	await vera.submit('/volunteer/interests', { interests: 'I work for a printer shop.' });
	is(vera.path, '/volunteer/check', 'at the end she checks');
	ok(vera.says('👵 I am patient.') && vera.says('Saturday morning') && vera.says('12 km around Halifax'), 'all of it is there');
});

await story('changing one answer leads back to the check', async () => {
	await vera.get('/volunteer/capacity?then=check');
	await vera.submit(/capacity/, { capacity: '2' });
	is(vera.path, '/volunteer/check', 'back to the check');
	is(await mine('v.capacity'), '2', 'changed');
	await vera.get('/volunteer');
	ok(vera.says('Go on'), 'she can come back later to go on');
	is(await mine('v.agreed_at is null'), 't', 'nothing is sent yet');
});

await story('sent', async () => {
	await vera.get('/volunteer/check');
	await vera.submit('/volunteer/check', {});
	is(vera.status, 400, 'without agreeing nothing is sent');
	await vera.submit('/volunteer/check', { agreed: 'yes' });
	is(vera.path, '/volunteer', 'then it is');
	like(vera.main, /by \w+day \d+/, 'with a date by which somebody looks');
	const mail = await lastMail('ruth@example.org', /Vera Prakash/);
	const desk = await signedIn('ruth');
	await desk.get(paths(mail)[0]);
	is(desk.status, 200, 'the mail leads a coordinator to her');
	ok(desk.says('Vera Prakash'), 'by name');
	await vera.get('/help');
	ok(vera.says('A coordinator looks at your profile'), 'her page says what comes next');
	const task = await one(`select ref from tasks where state = 'open' and published order by id limit 1`);
	await vera.get(`/tasks/${task}`);
	unlike(vera.main, /Their story/, 'no story before somebody got to know her');
	await desk.submit(/\/vetting$/, {});
	await vera.get(`/tasks/${task}`);
	like(vera.main, /Their story/, 'afterwards she reads it');
});

await story('a change to what was sent', async () => {
	await vera.get('/volunteer/hours?then=profile');
	is(vera.value('hours').length, 2, 'what she said is ticked');
	await vera.submit(/hours/, { hours: [] });
	like(vera.path, /^\/volunteer\?said=/, 'leads back to her profile');
	ok(vera.says('Your change is kept'), 'with a word');
	is(await mine('v.hours'), '{}', 'kept');
	is(await mine('v.state'), 'vetted', 'and she stays checked');
});

await story('a break', async () => {
	await vera.get('/volunteer');
	await vera.submit('/volunteer/pause', { until: '' });
	like(vera.errors.join(), /until when/, 'until when?');
	await vera.submit('/volunteer/pause', { until: '1 March 2001' });
	like(vera.errors.join(), /still to come/, 'a break ends in the future');
	const day = await one(`select to_char(app_now() + interval '40 days', 'FMDD FMMonth YYYY')`);
	await vera.submit('/volunteer/pause', { until: day });
	ok(vera.says('Enjoy your break'), 'she takes one');
	await vera.get('/tasks');
	ok(vera.says('taking a break'), 'the list says so once');
	await vera.get('/volunteer');
	await vera.submit('/volunteer/resume', {});
	ok(vera.says('Welcome back'), 'and ends it');
	is(await mine('v.paused_until is null'), 't', 'in the database too');
});

await story('what is not hers', async () => {
	const theirs = await one(`select c.ref from credentials c join accounts a on a.person_id = c.person_id
	    where a.address = 'nadia@example.org' limit 1`);
	await vera.get('/volunteer/credentials?then=profile');
	const form = vera.form(/\/remove/);
	const before = await one('select count(*) from credentials');
	const answer = await vera.raw('POST', `/volunteer/credentials/${theirs}/remove`, {
		body: vera.filled(form), headers: { origin: vera.base } });
	ok([403, 404].includes(answer.status), 'nobody takes off what is somebody else’s');
	is(await one('select count(*) from credentials'), before, 'and nothing is gone');
});
