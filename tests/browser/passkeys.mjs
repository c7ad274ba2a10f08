#!/usr/bin/env node
// Passkeys in Chromium, whose virtual authenticator stands for a phone: made
// in one press, used in one press; what the window says when it is closed;
// nothing of it without a script.
import { barriers, close, open, overflows, refused, shot, signIn } from '../lib/chromium.mjs';
import { PASSWORD } from '../lib/browser.mjs';
import { one } from '../lib/stack.mjs';
import { is, ok, story } from '../lib/tap.mjs';

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
