#!/usr/bin/env node
// Passkeys in Chromium, whose virtual authenticator stands for a phone: made
// in one press, used in one press; what the window says when it is closed;
// nothing of it without a script.
import { once } from 'node:events';
import { createServer } from 'node:http';

import { barriers, close, open, overflows, refused, shot, signIn } from '../lib/chromium.mjs';
import { PASSWORD } from '../lib/browser.mjs';
import { one } from '../lib/stack.mjs';
import { is, like, ok, story } from '../lib/tap.mjs';

// A phone on this page's browser; `there: false` never recognises anybody.
async function phone(page) {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2',
	    transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
	    automaticPresenceSimulation: true } });
	return {
		keys: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
		put: (credential) => cdp.send('WebAuthn.addCredential', { authenticatorId, credential }),
		clear: () => cdp.send('WebAuthn.clearCredentials', { authenticatorId }),
		recognises: (isUserVerified) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
	};
}
const press = (page, label) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: label, exact: true }).click()]);
const where = (page) => new URL(page.url()).pathname;

async function looked(page, name) {
	await page.setViewportSize({ width: 320, height: 700 });
	is(await barriers(page), [], `${name}: no barrier`);
	ok(!await overflows(page), `${name}: stays within 320 px`);
	await page.setViewportSize({ width: 360, height: 740 });
	await shot(page, `${name}-phone`);
	await page.setViewportSize({ width: 1200, height: 900 });
	await shot(page, `${name}-desktop`);
}

const page = await open();
const device = await phone(page);
let kept;

await story('Moira adds a passkey', async () => {
	await signIn(page, 'moira');
	await page.goto('/me/passkeys');
	await looked(page, 'passkeys-none');
	await page.getByRole('button', { name: 'Add a passkey' }).click();
	await page.waitForURL('**/me/passkeys/new');
	await looked(page, 'passkeys-add');
	ok(await page.locator('[name=name]').inputValue() !== '', 'a name is there already');
	await page.locator('[name=name]').fill('Moira’s laptop');
	await press(page, 'Make the passkey');
	is(where(page), '/me/passkeys', 'one press');
	ok(await page.getByText('Your passkey is saved').isVisible(), 'it is saved');
	await looked(page, 'passkeys-list');
	[kept] = await device.keys();
	is([kept.isResidentCredential, kept.rpId], [true, 'localhost'], 'the device keeps it, for this site');
	is(Buffer.from(kept.userHandle, 'base64').toString('base64url'),
	    one(`select handle from data.accounts where address = 'moira@example.org'`), 'under a number that says nothing');
});

await story('a device that has one already', async () => {
	await page.goto('/me/passkeys/new');
	await page.getByRole('button', { name: 'Make the passkey' }).click();
	await page.getByText('This device has a passkey for you already').waitFor();
	is(await page.locator('[data-nc-says]:visible').count(), 1, 'one sentence says so');
	await looked(page, 'passkeys-there');
});

await story('she signs in with one press', async () => {
	await page.goto('/me');
	await press(page, 'Sign out');
	await page.goto('/sign-in');
	await looked(page, 'passkeys-sign-in');
	await press(page, 'Sign in with a passkey');
	ok((await (await page.goto('/me')).text()).includes('Hello Moira'), 'and is in');
});

// What the page's form sends: of this page, or with what another one said.
const said = ['passkey', 'credential', 'authenticator', 'signature', 'handle'];
const heard = (of) => of.evaluate((names) => names.map((name) => document.querySelector(`form.nc-passkey [name="${name}"]`).value), [...said, 'challenge']);
const send = (of, values) => Promise.all([of.waitForNavigation(), of.evaluate(([names, texts]) => {
	const form = document.querySelector('form.nc-passkey');
	names.forEach((name, n) => { form.querySelector(`[name="${name}"]`).value = texts[n]; });
	form.submit();
}, [[...said, 'challenge'].slice(0, values.length), values])]);
const refusal = (of) => of.locator('.govuk-error-summary').innerText();
const isIn = async (of) => !where((await of.goto('/me'), of)).startsWith('/sign-in');

await story('said a second time', async () => {
	await page.goto('/me');
	await press(page, 'Sign out');
	await page.goto('/sign-in');
	// as somebody would who reads along: all that is sent, while it is sent
	await page.evaluate(() => {
		document.querySelector('form.nc-passkey').submit = function () { window.sent = true; };
	});
	await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
	await page.waitForFunction(() => window.sent);
	const words = await heard(page);
	await page.goto('/sign-in');
	await send(page, words);
	ok(await isIn(page), 'what was kept signs in the first time');
	await press(page, 'Sign out');
	for (const [what, again, fits] of [['with the challenge it was made for', words, /was sent before/],
	    ['with another challenge', words.slice(0, -1), /was sent before/]]) {
		await page.goto('/sign-in');
		await send(page, again);
		like(await refusal(page), fits, `${what} it is refused`);
		ok(!await isIn(page), 'and nobody is in');
	}
});

await story('said for another place', async () => {
	const other = createServer((request, response) => response.end('<title>elsewhere</title>')).listen(0, 'localhost');
	await once(other, 'listening');
	const ours = await page.context().newPage();
	await ours.goto('/sign-in');
	const challenge = (await heard(ours)).pop();
	await page.goto(`http://localhost:${other.address().port}/`);
	const words = await page.evaluate(async ([asked, id]) => {
		const bytes = (s) => Uint8Array.from(atob(s.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
		const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
		const key = await navigator.credentials.get({ publicKey: { challenge: bytes(asked), rpId: id, userVerification: 'required' } });
		const r = key.response;
		return [r.clientDataJSON, key.rawId, r.authenticatorData, r.signature, r.userHandle].map(text);
	}, [challenge, 'localhost']);
	other.close();
	is(JSON.parse(Buffer.from(words[0], 'base64url')).origin, new URL(page.url()).origin, 'her passkey answers another site on this machine');
	await send(ours, words);
	like(await refusal(ours), /made for another site or another page/, 'and is refused here');
	ok(!await isIn(ours), 'nobody is in');
	await ours.close();
	await page.goto('/sign-in');
	await press(page, 'Sign in with a passkey');
	ok(await isIn(page), 'her own word signs her in');
});

await story('the window is closed', async () => {
	await page.goto('/me');
	await press(page, 'Sign out');
	await page.goto('/sign-in');
	await device.recognises(false);
	await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
	await page.getByText('The window was closed').waitFor();
	is(where(page), '/sign-in', 'she is where she was');
	await looked(page, 'passkeys-closed');
	await device.recognises(true);
	await press(page, 'Sign in with a passkey');
	ok(where(page) !== '/sign-in', 'and the button works once more');
});

await story('a copy of the key', async () => {
	await page.goto('/me');
	await press(page, 'Sign out');
	await device.clear();
	await device.put({ ...kept, signCount: 0 });
	await page.goto('/sign-in');
	await press(page, 'Sign in with a passkey');
	ok(await page.getByText('there may be a copy of it').isVisible(), 'is found out by its counter');
	await looked(page, 'passkeys-stopped');
	await signIn(page, 'moira');
	await page.goto('/me/passkeys');
	ok(await page.getByText('Stopped on').isVisible(), 'the list says so');
	await looked(page, 'passkeys-list-stopped');
});

await story('removed', async () => {
	await page.getByRole('button', { name: 'Remove' }).click();
	await page.waitForURL('**/me/passkeys/*');
	await looked(page, 'passkeys-remove');
	await press(page, 'Remove the passkey');
	ok(await page.getByText('The passkey is removed').isVisible(), 'it is gone');
	await page.goto('/me');
	await press(page, 'Sign out');
	await page.goto('/sign-in');
	await press(page, 'Sign in with a passkey');
	ok(await page.locator('.govuk-error-summary').getByText('We don’t know this passkey').isVisible(), 'and signs nobody in');
	await looked(page, 'passkeys-unknown');
	await page.locator('.govuk-error-summary a').click();
	ok(await page.evaluate(() => document.activeElement.id === 'passkey'), 'the summary leads to the button');
});

await story('the second step of a coordinator', async () => {
	await device.clear();
	await page.context().clearCookies();
	await signIn(page, 'ruth');
	await page.goto('/me/passkeys/new');
	await press(page, 'Make the passkey');
	await page.goto('/me');
	await press(page, 'Sign out');
	await page.goto('/sign-in?next=/desk');
	await page.locator('form[action="/sign-in/password"] [name=address]').fill('ruth@example.org');
	await page.locator('form[action="/sign-in/password"] [name=password]').fill(PASSWORD);
	await press(page, 'Sign in with the password');
	is(where(page), '/second-factor', 'her password alone is half of it');
	await looked(page, 'passkeys-second');
	await press(page, 'Use your passkey');
	is(where(page), '/desk', 'one press is the other half');
});

await story('without a script', async () => {
	for (const how of [{ script: false }, { off: true }]) {
		const bare = await open(how);
		await bare.goto('/sign-in');
		is(await bare.getByRole('button').allTextContents(), ['Send me a code', 'Sign in with the password'], 'no button that does nothing');
		await signIn(bare, 'moira');
		await bare.goto('/me/passkeys');
		is(await bare.getByText('Add a passkey').isVisible(), false, 'none to add one');
		await bare.goto('/me/passkeys/new');
		is(await bare.locator('main').getByRole('button').count(), 0, 'nor on its page');
		ok(await bare.getByText('This browser offers no passkeys').isVisible(), 'which says why');
		if (!how.off)
			await looked(bare, 'passkeys-no-script');
	}
});

await story('the policy', async () => is(refused, [], 'stopped nothing'));
await close();
