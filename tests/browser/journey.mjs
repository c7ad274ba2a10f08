#!/usr/bin/env node
// The main job in Chromium, from "ask for help" to "what came of it", by
// three people who begin with nothing: once with JavaScript at a desk's
// width, once with none at all on a phone.
import { close, open, refused, shot, signIn } from '../lib/chromium.mjs';
import { lastMail } from '../lib/mail.mjs';
import { one, sql } from '../lib/stack.mjs';
import { is, ok, story } from '../lib/tap.mjs';

const day = (n) => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10);

// Fills a form as a person does and presses its button; the answer's page.
async function send(page, action, fields = {}, button = 'button') {
	const form = page.locator('form').filter({ has: page.locator('button') })
	    .and(page.locator(`form[action*="${action}"]`)).first();
	for (const [name, value] of Object.entries(fields)) {
		const all = form.locator(`[name="${name}"]`);
		const kind = await all.first().getAttribute('type');
		if (kind === 'radio' || kind === 'checkbox')
			for (const one_ of [value].flat())
				await form.locator(`[name="${name}"][value="${one_}"]`).check();
		else if (await all.first().evaluate((e) => e.tagName) === 'SELECT')
			for (const [i, one_] of [value].flat().entries())
				await all.nth(i).selectOption(one_);
		else
			await all.first().fill(value);
	}
	const [answer] = await Promise.all([page.waitForNavigation(), form.locator(button).first().click()]);
	if (answer.status() !== 200)
		throw new Error(`${action}: ${answer.status()} ${await page.locator('main').innerText()}`);
	return page;
}
const says = async (page, text) => (await page.locator('main').innerText()).replace(/\s+/g, ' ').includes(text);

async function signUp(page, name, address, from) {
	await page.goto(from);
	await send(page, '/sign-up', { name, address });
	const mail = await lastMail(address, /\b\d{8}\b/);
	await send(page, '/sign-in/', { code: mail.text.match(/\b\d{8}\b/)[0] });
}

async function journey(how, options) {
	const mark = Math.random().toString(36).slice(2, 8);
	const title = `The rota falls apart ${mark}`;
	const amina = await open(options), ruth = await open(options), tom = await open(options);
	const who = (name) => `${name}.${mark}@journey.example`;
	const seen = (page, name) => shot(page, `journey-${how}-${name}`);
	let ask, task, match;

	await signIn(ruth, 'ruth');
	await story(`${how}: Amina signs up with her group`, async () => {
		await signUp(amina, 'Amina Traoré', who('amina'), '/sign-up?next=/groups/new');
		await send(amina, '/groups/new', { name: `Night kitchen ${mark}`, does: 'Soup at night for whoever comes.',
			town: 'Halifax', registration: 'not_registered', phone: '07700 900900' });
		await seen(amina, '1-group');
		ok(await says(amina, 'Night kitchen'), 'the group is there');
	});
	await story(`${how}: she asks, one question at a time`, async () => {
		await amina.goto('/ask');
		await send(amina, '/ask');
		ask = new URL(amina.url()).pathname.match(/NC-\w+-\w+/)[0];
		await amina.locator('main form button').first().click();
		await amina.waitForSelector('.govuk-error-summary');
		ok(await says(amina, 'There is a problem'), 'an empty answer says what to do');
		if (!options.off)
			ok(await amina.evaluate(() => document.activeElement.dataset.nc === 'errors'), 'and the reader is put there');
		await seen(amina, '2-problem');
		const words = { goal: 'Two people in the kitchen every night.', today: 'A list on the fridge. 👵 مرحبا', hurts: 'Nobody knows who comes.',
			affected: 'People without a meal.' };
		for (const [name, value] of Object.entries(words))
			await send(amina, `/${name}`, { [name]: value });
		await send(amina, '/since', { since: 'Since spring', tried: 'A second list' });
		await send(amina, '/uses', { uses: 'Phones and paper' });
		await send(amina, '/where', { reach: 'afar' });
		await send(amina, '/hours', { hours: ['mon_evening', 'sat_morning'] });
		await send(amina, '/pressing', { pressing: 'soon' });
		await send(amina, '/better', { measure: 'Nobody stands alone.', measure_now: 'Twice a week' });
		await send(amina, '/title', { title });
		await seen(amina, '3-check');
		ok(await says(amina, '👵 مرحبا'), 'her words stand as she wrote them');
		await send(amina, '/check');
		await seen(amina, '4-sent');
		ok(await says(amina, ask), 'she gets a reference');
	});
	await story(`${how}: Ruth checks the group, asks back, and makes a task`, async () => {
		const group = one("select ref from data.groups where name = :'name'", { name: `Night kitchen ${mark}` });
		await ruth.goto(`/desk/groups/${group}`);
		await send(ruth, '/vetting');
		await ruth.goto(`/desk/requests/${ask}/question`);
		await send(ruth, '/question', { question: 'How many cook with you?' });
		await amina.goto(`/requests/${ask}`);
		await seen(amina, '5-question');
		await send(amina, '/questions/', { answer: 'Forty, and six without a phone.' });
		await ruth.goto(`/desk/requests/${ask}`);
		await seen(ruth, '6-desk');
		ok(await says(ruth, 'Forty, and six'), 'the answer is there');
		await ruth.goto(`/desk/requests/${ask}/summary`);
		await send(ruth, '/summary', { summary: 'A kitchen of forty wants a rota.' });
		await ruth.goto(`/desk/requests/${ask}/tasks`);
		await send(ruth, '/tasks', { kind: 'call', title, effort: '2 h', reach: 'afar', seats: '1', skill_1: 'phones', need_1: 'must_1' });
		await ruth.goto(`/desk/requests/${ask}`);
		await send(ruth, '/publication');
		task = one("select t.ref from data.tasks t where t.title = :'title' and published", { title });
		ok(task, 'it is published');
		const stranger = await open(options);
		await stranger.goto(`/tasks/${task}`);
		ok(await says(stranger, 'A kitchen of forty wants a rota.'), 'a stranger reads the summary');
		ok(!await says(stranger, 'A list on the fridge'), 'and nothing of the story');
		await stranger.context().close();
	});
	await story(`${how}: Tom signs up, reads and claims`, async () => {
		await signUp(tom, 'Tom Ashworth', who('tom'), '/sign-up?next=/volunteer');
		await send(tom, '/volunteer');
		await send(tom, '/skills', { skills: ['phones'] });
		await send(tom, '/levels', { level: ['phones:2'] });
		await send(tom, '/languages', { languages: ['en'] });
		await send(tom, '/where', { how: 'afar' });
		await send(tom, '/hours', { hours: ['mon_evening'] });
		await send(tom, '/capacity', { capacity: '1' });
		await send(tom, '/words', { words: 'I like rotas.' });
		await tom.goto('/volunteer/check');
		await seen(tom, '7-offer');
		await send(tom, '/check', { agreed: 'yes' });
		const ref = one("select p.ref from data.people p join data.accounts a on a.person_id = p.id where a.address = :'a'", { a: who('tom') });
		await ruth.goto(`/desk/people/${ref}`);
		await send(ruth, '/vetting');
		await tom.goto(`/tasks/${task}`);
		await seen(tom, '8-task');
		ok(await says(tom, 'A list on the fridge'), 'the story stands before the claim');
		await send(tom, '/claims', { words: 'I would listen first.', read: 'yes' });
	});
	await story(`${how}: Ruth approves, they find each other`, async () => {
		await ruth.goto(`/desk/tasks/${task}`);
		await seen(ruth, '9-claims');
		await send(ruth, '/approval');
		match = one("select m.ref from data.matches m join data.tasks t on t.id = m.task_id where t.ref = :'task'", { task });
		await tom.goto(`/matches/${match}`);
		ok(!await says(tom, '07700 900900'), 'no number before the agreement');
		await send(tom, '/agreement', { agree: 'yes' });
		await send(tom, '/contact');
		ok(await says(tom, '07700 900900'), 'after it, at his press');
		await send(tom, '/messages', { body: 'Hello, when do you meet?' });
		await tom.goto(`/matches/${match}/appointments/new`);
		await send(tom, '/appointments', { date1: day(8), from1: '18:30', to1: '19:30', date2: day(9), from2: '10:00', to2: '11:00', how: 'phone' });
		await amina.goto(`/matches/${match}`);
		await seen(amina, '10-times');
		const time = await amina.locator('form[action$="/time"] [name=appointment]').first().getAttribute('value');
		await send(amina, '/time', { appointment: time });
		const ics = await amina.evaluate(() => [...document.links].find((l) => l.href.endsWith('.ics'))?.getAttribute('href')).catch(() => null);
		if (ics)
			ok((await (await amina.request.get(ics)).text()).startsWith('BEGIN:VCALENDAR'), 'it goes into a calendar');
		is(one("select state from data.matches where ref = :'match'", { match }), 'scheduled', 'the time is fixed');
		await seen(amina, '11-fixed');
	});
	await story(`${how}: done, handed over, and both say how it went`, async () => {
		await tom.goto(`/matches/${match}/handover`);
		is(new URL(tom.url()).pathname, `/matches/${match}`, 'no five fields before they have met');
		sql(`update data.appointments set starts_at = starts_at - interval '20 days', ends_at = ends_at - interval '20 days'
		    where state = 'fixed' and match_id = (select id from data.matches where ref = :'match')`, { match });
		await amina.goto(`/matches/${match}`);
		await send(amina, '/outcome', {}, 'button:has-text("Yes, we met")');
		await tom.goto(`/matches/${match}`);
		await send(tom, '/notes', { note: 'One rota, one phone list.' });
		await tom.goto(`/matches/${match}/handover`);
		await send(tom, '/handover', { changed: 'A rota that forty can read', lives: 'On the wall and in the phone', access_same: 'yes',
			undo_same: 'yes', renews_same: 'yes' });
		await seen(tom, '12-handed-over');
		await amina.goto(`/matches/${match}/confirmation`);
		await seen(amina, '13-confirmation');
		await send(amina, '/confirmation', { works: 'yes', measure: 'Never alone this week' });
		for (const page of [tom, amina]) {
			await page.goto(`/matches/${match}/feedback`);
			await send(page, '/feedback', { worked: 'yes', respected: 'yes', again: 'yes', hours: '2' });
		}
		is(one("select state from data.requests where ref = :'ask'", { ask }), 'closed', 'the request is closed');
		await amina.goto(`/requests/${ask}`);
		await seen(amina, '14-closed');
		await amina.goto('/what-came-of-it');
		await seen(amina, '15-came-of-it');
		ok(await says(amina, 'Did it work?'), 'and it counts');
	});
	for (const page of [amina, ruth, tom])
		await page.context().close();
}

await journey('script', {});
await journey('plain', { off: true, width: 360, height: 740 });
is(refused, [], 'the policy stopped nothing');
await close();
