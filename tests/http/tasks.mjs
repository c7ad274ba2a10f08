// Open tasks: what a guest sees, what fits a volunteer, claims and
// invitations, and who is told no.
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail, paths } from '../lib/mail.mjs';
import { one, sql } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const mark = process.pid;
const at = (name) => `${name}.${mark}@example.org`;

// A volunteer whom the desk knows, with one skill and room for two.
async function volunteer(name, { capacity = 2, skill = 'sound' } = {}) {
	await sql(`with p as (insert into people (community_id, name) select id, :'name' from communities
	    where key = 'wendle' returning id, community_id),
	    a as (insert into accounts (person_id, community_id, address, password_hash) select p.id, p.community_id, :'to', o.password_hash
	    from p, accounts o where o.address = 'tom@example.org'),
	    v as (insert into volunteers (person_id, community_id, state, capacity, agreed_at, languages, town, place_id, reach_km, hours)
	    select id, community_id, 'vetted', :'capacity'::int, app_now(), '{en}', 'Halifax',
	    (select max(id) from places where name = 'Halifax' and country = 'GB'), 10, '{sat_morning}' from p)
	    insert into volunteer_skills (person_id, community_id, skill, level) select id, community_id, :'skill', 2 from p`,
	    { name, to: at(name), capacity, skill });
	return signedIn(at(name));
}

// A group of Amina's with an open request and one task; its reference.
async function task(title, { seats = 1, kind = 'call', minutes = 45, skill = 'sound', credential = '' } = {}) {
	return one(`with g as (insert into groups (community_id, name, does, state) select id, 'Test group', 'We test.', 'vetted'
	    from communities where key = 'wendle' returning id, community_id),
	    m as (insert into memberships (group_id, person_id, community_id) select g.id, a.person_id, g.community_id
	    from g, accounts a where a.address = 'amina@example.org'),
	    r as (insert into requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach,
	    pressing, measure, sent_at, opened_at) select g.community_id, g.id, a.person_id, 'open', :'title', 'The goal of ' || :'title',
	    'today', 'hurts', 'affected', 'since', 'uses', 'afar', 'calm', 'measure', app_now(), app_now()
	    from g, accounts a where a.address = 'amina@example.org' returning id, community_id, group_id),
	    t as (insert into tasks (community_id, request_id, group_id, published, published_at, kind, title, summary, minutes, afar, seats, credential)
	    select community_id, id, group_id, true, app_now(), :'kind', :'title', 'A summary.', :'minutes'::int, true, :'seats'::int,
	    nullif(:'credential', '') from r returning id, community_id, ref),
	    s as (insert into task_skills (task_id, community_id, skill) select id, community_id, :'skill' from t)
	    select ref from t`, { title, seats, kind, minutes, skill, credential });
}
const claim = (who, ref, fields = {}) => who.get(`/tasks/${ref}`)
    .then(() => who.submit(`/tasks/${ref}/claims`, { read: 'yes', ...fields }));
const state = (ref) => one(`select state from claims where ref = :'ref'`, { ref });

const names = ['Uma', 'Vic', 'Wes', 'Xan'];
const [uma, vic, wes, xan] = await Promise.all(names.map((n) => volunteer(n)));

await story('what a guest sees', async () => {
	const ref = await task(`Guest ${mark}`);
	const guest = new Browser();
	await guest.get('/tasks');
	ok(guest.links.some((l) => l.href === `/tasks/${ref}`), 'the newest task is on the first page');
	await guest.follow(`Guest ${mark}`);
	ok(guest.says('A summary.') && guest.says('About 45 minutes in all') || guest.says('about 45 minutes in all'), 'its public part');
	unlike(guest.main, /The goal of/, 'and never the story');
	ok(guest.says('Sign in to read their story'), 'but how to get to it');
	is((await guest.get('/tasks/NC-2222-22')).status, 404, 'what is not there is not there');
	await sql(`update tasks set published = false where ref = :'ref'`, { ref });
	is((await guest.get(`/tasks/${ref}`)).status, 404, 'nor is what nobody has published');
	is((await uma.get(`/tasks/${ref}`)).status, 404, 'for a volunteer neither');
});

await story('showing fewer', async () => {
	const written = await task(`Written ${mark}`, { kind: 'answer', minutes: 15, skill: 'forms' });
	const long = await task(`Long ${mark}`, { kind: 'project', minutes: 900, skill: 'databases' });
	const shown = async (query) => {
		await uma.get(`/tasks?order=new&${query}`);
		return [written, long].map((ref) => uma.links.some((l) => l.href === `/tasks/${ref}`));
	};
	for (const [query, one1, two] of [['kind=answer', true, false], ['kind=project', false, true],
	    ['skill=forms', true, false], ['skill=databases', false, true], ['effort=15', true, false],
	    ['effort=60', true, false], ['effort=300', true, false], ['effort=more', false, true],
	    ['language=en', true, true], ['language=cy', false, false], ['reach=afar', true, true],
	    ['reach=near', false, false], ['kind=nonsense', true, true], ["skill='--", false, false]])
		is((await shown(query)).join(), [one1, two].join(), query);
	await uma.get('/tasks?skill=forms&kind=answer');
	is(uma.forms.find((f) => f.action === '/tasks').fields.skill.values[0], 'forms', 'the choice is kept');
	await uma.get('/tasks?skill=sound&kind=project&language=ps');
	ok(uma.says('No open task is like that'), 'nothing like that is said kindly');
});

await story('page after page', async () => {
	await Promise.all(Array.from({ length: 45 }, (_, i) => task(`Many ${i}`, { skill: 'access' })));
	for (const [who, order] of [[new Browser(), ''], [uma, ''], [uma, 'order=new&']]) {
		const seen = [];
		await who.get(`/tasks?${order}skill=access`);
		for (let page = 0; page < 10; page++) {
			seen.push(...who.links.filter((l) => /^\/tasks\/NC/.test(l.href)).map((l) => l.href));
			const more = who.links.find((l) => l.text === 'More tasks');
			if (!more)
				break;
			await who.get(more.href.replaceAll('&amp;', '&'));
		}
		const all = Number(await one(`select count(*) from tasks t join task_skills s on s.task_id = t.id
		    where s.skill = 'access' and t.state = 'open' and t.published`));
		is(seen.length, all, `${order || 'as it comes'}: every task once`);
		is(new Set(seen).size, all, 'and none twice');
	}
});

await story('the best fitting first, with why', async () => {
	const fits = await task(`Fits ${mark}`, { skill: 'sound' });
	const not = await task(`Fits not ${mark}`, { skill: 'money' });
	await uma.get('/tasks');
	const order = uma.links.map((l) => l.href);
	ok(order.includes(`/tasks/${fits}`), 'what fits is on the first page');
	const behind = order.indexOf(`/tasks/${not}`);
	ok(behind < 0 || behind > order.indexOf(`/tasks/${fits}`), 'before what does not');
	like(uma.main, new RegExp(`Fits ${mark} Test group A call, from anywhere You know what it takes`), 'with why in one line');
	await uma.get('/tasks?skill=money');
	like(uma.main, new RegExp(`Fits not ${mark} Test group A call, from anywhere It asks for a skill you have not named`), 'or why not');
	await uma.get(`/tasks/${fits}`);
	like(uma.main, /Why this may fit you.*Sound, screens and projectors: you told us/s, 'its page says why');
	like(uma.main, /The goal of/, 'and tells the story');
	await uma.get(`/tasks/${not}`);
	like(uma.main, /What you may miss.*Bookkeeping/s, 'and what she may miss');
	ok(uma.forms.some((f) => f.action === `/tasks/${not}/claims`), 'which stands in nobody’s way');
});

await story('raising a hand', async () => {
	const ref = await task(`Claimed ${mark}`, { seats: 2 });
	await uma.get(`/tasks/${ref}`);
	await uma.submit(`/tasks/${ref}/claims`, { words: 'First I would listen.' });
	is(uma.status, 400, 'without seat and story read it is asked again');
	is(uma.errors.length, 2, 'both are named');
	is(uma.value('words'), 'First I would listen.', 'and the words are kept');
	await uma.submit(`/tasks/${ref}/claims`, { seat: 'second', read: 'yes' });
	like(uma.path, /^\/claims\/NC-/, 'then she sees what happens next');
	like(uma.main, /answers you by \w+day \d+ \w+ \d+/, 'with a date');
	ok(uma.says('First I would listen.'), 'and what she said');
	const own = uma.path;
	const mail = await lastMail(at('Uma'), new RegExp(`Claimed ${mark}`));
	is(paths(mail)[0], own, 'a mail leads there');
	like(mail.text, /answers you by/, 'and says by when');
	unlike(mail.text, /First I would|The goal/, 'and tells no story');
	const desk = await lastMail('ruth@example.org', new RegExp(`Claimed ${mark}`));
	is(paths(desk)[0], `/desk/tasks/${ref}`, 'the desk gets one too');
	await uma.get('/help');
	ok(uma.links.some((l) => l.href === own), 'it is under My help');
	like(uma.main, /We answer by/, 'with the date');
	await uma.get(`/tasks/${ref}`);
	ok(uma.says('You have raised your hand already'), 'no second claim is offered');
	is((await vic.get(own)).status, 404, 'nobody else sees it');
	await uma.get(own);
	await uma.submit(/withdraw$/, {});
	ok(uma.says('taken back'), 'she takes it back');
	is(await state(own.slice(8)), 'withdrawn', 'for good');
	ok(await lastMail('ruth@example.org', new RegExp(`taken back: Claimed ${mark}`)), 'the desk hears so');
	await claim(uma, ref, { seat: 'lead' });
	like(uma.path, /^\/claims/, 'and may raise it again');
	await uma.submit(/withdraw$/, {});
});

await story('the same form twice, and two tabs', async () => {
	const ref = await task(`Twice ${mark}`);
	await vic.get(`/tasks/${ref}`);
	const tab = vic.twin();
	const same = vic.filled(vic.form(/claims$/), { read: 'yes' });
	const send = () => vic.raw('POST', `/tasks/${ref}/claims`, { body: same, headers: { origin: vic.base } });
	const answers = await Promise.all([send(), send(), send(), send()]);
	is(new Set(answers.map((a) => `${a.status} ${a.headers.location}`)).size, 1, 'four clicks, one answer');
	is(answers[0].status, 303, 'which is the claim');
	is(await one(`select count(*) from claims c join tasks t on t.id = c.task_id where t.ref = :'ref'`, { ref }), '1', 'one claim');
	await tab.submit(/claims$/, { read: 'yes', words: 'other words' });
	is(tab.status, 400, 'another form of the same');
	like(tab.errors.join(), /raised your hand for this task already/, 'is told so');
});

await story('the fourth', async () => {
	const ref = await task(`Fourth ${mark}`);
	await xan.get(`/tasks/${ref}`);
	for (const who of [uma, wes])
		await claim(who, ref);
	await claim(await volunteer('Yve'), ref);
	await xan.submit(/claims$/, { read: 'yes' });
	is(xan.status, 409, 'three wait, the fourth is late');
	like(xan.main, /Three people raised their hand before you/, 'and hears what happens');
	await xan.get(`/tasks/${ref}`);
	ok(!xan.forms.some((f) => /claims$/.test(f.action)), 'no form where there is no place');
	await uma.get(await one(`select '/claims/' || c.ref from claims c join tasks t on t.id = c.task_id join accounts a
	    on a.person_id = c.person_id where t.ref = :'ref' and a.address = :'who'`, { ref, who: at('Uma') }));
	await uma.submit(/withdraw$/, {});
	await claim(xan, ref);
	like(xan.path, /^\/claims/, 'when one goes, the next may');
});

await story('who may not', async () => {
	const ref = await task(`Own ${mark}`);
	await sql(`insert into memberships (group_id, person_id, community_id) select t.group_id, a.person_id, t.community_id
	    from tasks t, accounts a where t.ref = :'ref' and a.address = :'who'`, { ref, who: at('Wes') });
	await wes.get(`/tasks/${ref}`);
	ok(wes.says('You belong to this group'), 'not one’s own group');
	await vic.get(`/tasks/${ref}`);
	const form = vic.form(/claims$/);
	await sql(`insert into memberships (group_id, person_id, community_id) select t.group_id, a.person_id, t.community_id
	    from tasks t, accounts a where t.ref = :'ref' and a.address = :'who'`, { ref, who: at('Vic') });
	await vic.submit(form.action, { read: 'yes' });
	is(vic.status, 400, 'nor when the page is old');
	like(vic.errors.join(), /You belong to this group/, 'with the reason');
	const full = await volunteer('Zoe', { capacity: 1 });
	const two = await task(`Room ${mark}`);
	await full.get(`/tasks/${two}`);
	const late = full.twin();
	await claim(full, await task(`Room first ${mark}`));
	await late.submit(/claims$/, { read: 'yes' });
	like(late.errors.join(), /as many tasks as you said/, 'nor above what one wanted');
	await full.get(`/tasks/${two}`);
	ok(full.says('as many tasks as you said you would at once: 1.'), 'which the page says before');
	const proof = await task(`Proof ${mark}`, { credential: 'training' });
	await xan.get(`/tasks/${proof}`);
	ok(xan.says('A training that we have looked at'), 'nor without the proof it takes');
	ok(!xan.forms.some((f) => /claims$/.test(f.action)), 'no form then');
	const guest = new Browser();
	await guest.get(`/tasks/${two}`);
	ok(!guest.forms.some((f) => /claims$/.test(f.action)), 'nor a guest');
});

await story('an invitation', async () => {
	const desk = await signedIn('ruth');
	const ref = await task(`Asked ${mark}`);
	const person = (name) => one(`select p.ref from people p join accounts a on a.person_id = p.id where a.address = :'to'`, { to: at(name) });
	const nina = await volunteer('Nina', { capacity: 1 });
	const otto = await volunteer('Otto');
	const ask = async (name) => {
		await desk.get(`/desk/tasks/${ref}/people/${await person(name)}`);
		await desk.submit(/\/people\//, { seat: 'lead', words: 'I thought of you.' });
		const mail = await lastMail(at(name), /thought of you/);
		return paths(mail)[0];
	};
	const toNina = await ask('Nina');
	const toOtto = await ask('Otto');
	await nina.get('/help');
	ok(nina.links.some((l) => l.href === toNina), 'it waits under My help');
	await nina.get(toNina);
	ok(nina.says('The goal of') && nina.says('I thought of you.'), 'with the story and the words');
	is((await otto.get(toNina)).status, 404, 'for nobody else');
	await otto.get(toOtto);
	const stale = otto.twin();
	await nina.submit(/accept$/, {});
	like(nina.path, /^\/matches\/NC-/, 'a yes is a match at once');
	is(nina.status, 200, 'which she sees');
	ok(await lastMail('ruth@example.org', new RegExp(`A yes: Asked ${mark}`)), 'the desk hears it');
	await stale.submit(/accept$/, {});
	is(stale.status, 409, 'the seat is gone for the other');
	await otto.get(toOtto);
	ok(otto.says('no longer needed'), 'whose page says so');
	const third = await task(`Asked no ${mark}`);
	await desk.get(`/desk/tasks/${third}/people/${await person('Otto')}`);
	await desk.submit(/\/people\//, { seat: 'lead', words: '' });
	const no = await one(`select '/invitations/' || i.ref from invitations i join tasks t on t.id = i.task_id where t.ref = :'third'`, { third });
	await otto.get(no);
	await otto.submit(/decline$/, { reason: 'Not this month.' });
	ok(otto.says('Thank you for answering'), 'a no is fine');
	is(await one(`select state || reason from invitations where ref = :'ref'`, { ref: no.slice(13) }), 'declinedNot this month.', 'and kept');
	ok(await lastMail('ruth@example.org', new RegExp(`A no: Asked no ${mark}`)), 'the desk hears it');
	await otto.get('/help');
	is(otto.status, 200, 'My help goes on');
});

await story('a claim that ends by itself', async () => {
	const ref = await task(`Ends ${mark}`);
	const pia = await volunteer('Pia');
	await claim(pia, ref);
	const own = pia.path;
	await sql(`select visit_as(c.id, k.person_id), task_cancelled(t.id) from communities c join tasks t on t.community_id = c.id
	    join coordinators k on k.community_id = c.id where t.ref = :'ref' order by k.person_id limit 1`, { ref });
	const mail = await lastMail(at('Pia'), new RegExp(`About your claim: Ends ${mark}`));
	like(mail.text, /It was not about you/, 'gets a kind ending');
	is(paths(mail)[0], own, 'that leads to its page');
	await pia.get(own);
	like(pia.main, /Others are waiting for someone/, 'where others stand who wait');
	like(mail.text, /waits who could use you/, 'as in the mail');
});
