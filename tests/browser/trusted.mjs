// A report that goes past the coordinators, as the trusted person opens it from
// a mail, on a phone and at a desk: pages behind a button, which no list of
// addresses reaches.
import { signedIn } from '../lib/browser.mjs';
import { barriers, close, open, overflows, refused, shot } from '../lib/chromium.mjs';
import { lastMail, paths } from '../lib/mail.mjs';
import { one } from '../lib/stack.mjs';
import { is, ok, story } from '../lib/tap.mjs';

const match = one(`select m.ref from data.matches m join data.accounts a on a.person_id = m.person_id
    where a.address = 'tom@example.org' and m.state not in ('released', 'closed') order by m.id limit 1`);
async function told(since) {
	const tom = await signedIn('tom');
	await tom.get(`/report/match/${match}`);
	await tom.submit(/^\/report/, { kind: 'unsafe', words: 'I was alone with the boiler man, and he would not let me pass.', way: 'trusted' });
	return paths(await lastMail('trustee@example.org', /past the coordinators/, since))[0];
}
async function looked(page, name) {
	await shot(page, `trusted-${name}`);
	ok(!await overflows(page), `${name}: stays within the window`);
	is(await barriers(page), [], `${name}: no barriers`);
}
const main = async (page) => (await page.locator('main').innerText()).replace(/\s+/g, ' ');
async function send(page, action, words) {
	const form = page.locator(`form[action="${action}"]`).first();
	if (words !== undefined)
		await form.locator('textarea').fill(words);
	await Promise.all([page.waitForNavigation(), form.locator('button').first().click()]);
}

for (const [name, size] of [['phone', { script: false, width: 320 }], ['desk', { width: 1200 }]]) {
	await story(`the chair of the trustees, at a ${name}`, async () => {
		const link = await told(Date.now() - 1);
		const page = await open(size);
		await page.goto(link);
		await looked(page, `${name}-1-closed`);
		await send(page, '/trusted-report');
		ok((await main(page)).includes('the boiler man'), 'it opens');
		await looked(page, `${name}-2-open`);
		await send(page, '/trusted-report/decision', '');
		ok((await main(page)).includes('Write a few words'), 'without words it is asked again');
		await looked(page, `${name}-3-wrong`);
		await send(page, '/trusted-report/decision', 'I have spoken with both.');
		await looked(page, `${name}-4-ended`);
		await page.goto(link);
		await looked(page, `${name}-5-over`);
		await page.context().close();
	});
}
is(refused, [], 'the policy stopped nothing');
await close();
