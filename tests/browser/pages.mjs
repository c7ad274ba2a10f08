#!/usr/bin/env node
// Every page of the route table, and its form sent empty: no barrier that
// axe-core knows, nothing beyond a narrow window's edge, one heading, no word
// that plain language does without, nothing the policy had to stop.
import { barriers, close, open, overflows, refused, shot, signIn } from '../lib/chromium.mjs';
import { one, sql, until } from '../lib/stack.mjs';
import { is, ok, story } from '../lib/tap.mjs';
import { prepare, routes, states } from '../lib/states.mjs';

const gets = routes().filter(({ method }) => method === 'GET').map(({ path }) => path);
const unwanted = /\b(invalid|forbidden|illegal|error code|failed|please|sorry|oops|just|simply|obviously|easy|user|ticket|issue|resolve|SLA|submit|experts?|heroes|ninjas?|end users?)\b/i;
// People's own words, and what the machine shows of them, are theirs.
const ours = (page) => page.evaluate(() => {
	const body = document.body.cloneNode(true);
	body.querySelectorAll('.nc-own-words, .nc-story, textarea, input, dd, svg').forEach((e) => e.remove());
	return body.textContent;
});

sql(prepare);
if (!await until(() => one('select 1 from data.demo_mails'), 20))
	throw new Error('the steward mails nothing');

const pages = new Map();
async function eyes(as) {
	if (!pages.has(as)) {
		const page = await open({ script: false, width: 320, height: 700 });
		if (as)
			await signIn(page, as);
		pages.set(as, page);
	}
	return pages.get(as);
}

function path(route, at) {
	const values = at ? sql(at)[0] ?? [] : [];
	let i = 0;
	return route.replace(/:[a-z]+/g, () => values[i++] ?? 'NOTHING-FOUND');
}

async function looked(page, name) {
	is(await barriers(page), [], `${name}: no barrier`);
	ok(!await overflows(page), `${name}: stays within 320 px`);
	is(await page.locator('h1').count(), 1, `${name}: one h1`);
	is((await ours(page)).match(unwanted)?.[0], undefined, `${name}: plain words`);
	await page.setViewportSize({ width: 360, height: 740 });
	await shot(page, `${name}-phone`);
	await page.setViewportSize({ width: 1200, height: 900 });
	await shot(page, `${name}-desktop`);
	await page.setViewportSize({ width: 320, height: 700 });
}

async function asked(page, [at, action, address]) {
	await page.goto(at);
	const form = page.locator(`form[action="${action}"]`);
	if (address)
		await form.locator('[name=address]').fill(address);
	await Promise.all([page.waitForNavigation(), form.locator('button').click()]);
	return new URL(page.url()).pathname;
}

await story('each route stands here', async () => {
	is(gets.filter((r) => !(r in states)), [], 'with its states');
	is(Object.keys(states).filter((r) => !gets.includes(r)), [], 'and no other');
});

for (const route of gets) {
	const s = states[route];
	if (!s || s.file)
		continue;
	const name = route === '/' ? 'front' : route.slice(1).replace(/\W+/g, '-');
	await story(route, async () => {
		const page = await eyes(s.as);
		const to = s.asked ? await asked(page, s.asked) : path(route, s.at) + (s.query ?? '');
		const answer = await page.goto(to);
		is(answer.status(), 200, `${name}: answers at ${to}`);
		if (s.leads)
			ok(new URL(page.url()).pathname.startsWith(s.leads), `${name}: leads to ${s.leads}`);
		await looked(page, name);
		if (s.wrong === undefined)
			return;
		const form = page.locator(`form[action$="${s.wrong || to}"]`).first();
		await form.evaluate((f) => f.querySelectorAll('input:not([type=hidden]), textarea').forEach((e) => {
			e.checked = false;
			if (!['radio', 'checkbox'].includes(e.type))
				e.value = '';
		}));
		const [bad] = await Promise.all([page.waitForNavigation(), form.locator('button').first().click()]);
		is([bad.status(), (await page.title()).startsWith('Error: '), await page.locator('.govuk-error-summary li a').count() > 0],
		    [400, true, true], `${name}: sent empty, says what is missing`);
		await looked(page, `${name}-wrong`);
	});
}

await story('the policy', async () => is(refused, [], 'stopped nothing'));
await close();
