#!/usr/bin/env node
// Codes from a phone, in Chromium without any JavaScript at a phone's width:
// the squares are read from a picture of the page, the codes made by oathtool.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

import { barriers, close, open, overflows, refused, shot } from '../lib/chromium.mjs';
import { lastMail } from '../lib/mail.mjs';
import { is, like, ok, story } from '../lib/tap.mjs';
import { forget } from '../lib/totp.mjs';

const mark = Math.random().toString(36).slice(2, 8);
const address = `tilda.${mark}@totp.example`;
const says = async (page, text) => (await page.locator('main').innerText()).replace(/\s+/g, ' ').includes(text);
async function send(page, action, fields = {}) {
	const form = page.locator(`form[action="${action}"]`).first();
	for (const [name, value] of Object.entries(fields))
		await form.locator(`[name="${name}"]`).fill(value);
	await Promise.all([page.waitForNavigation(), form.locator('button').first().click()]);
}
async function looked(page, name) {
	await shot(page, `totp-${name}`);
	ok(!await overflows(page), `${name}: stays within 360 px`);
}
const mailed = async (since) => (await lastMail(address, /\b\d{8}\b/, since)).text.match(/\b\d{8}\b/)[0];
const narrow = { off: true, width: 360, height: 740 };
let key, paper;

const page = await open(narrow);
await story('Tilda sets it up', async () => {
	await page.goto('/sign-up');
	await send(page, '/sign-up', { name: 'Tilda Moss', address });
	await page.locator('[name=code]').fill(await mailed(0));
	await Promise.all([page.waitForNavigation(), page.locator('form[action^="/sign-in/"] button').click()]);
	await page.goto('/me/second-factor');
	await looked(page, '1-why');
	await send(page, '/me/second-factor');
	await looked(page, '2-squares');
	const picture = `/tmp/totp-${mark}.png`;
	await page.locator('.nc-squares').screenshot({ path: picture });
	const read = execFileSync('zbarimg', ['-q', '--raw', picture], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	rmSync(picture);
	like(read, /^otpauth:\/\/totp\/Nocape%20[^?]*:tilda\.[^?]*\?secret=[A-Z2-7]{32}&issuer=Nocape%20[^&]*&algorithm=SHA1&digits=6&period=30$/,
	    'a camera reads the squares');
	key = read.match(/secret=([A-Z2-7]+)/)[1];
	is((await page.locator('.nc-key').innerText()).replace(/ /g, ''), key, 'the letters beside them are the same');
	is(await page.locator('a[href^="otpauth:"]').getAttribute('href'), read, 'and so is the link');
	await send(page, '/me/second-factor/phone', { code: execFileSync('oathtool', ['--totp', '-b', key], { encoding: 'utf8' }).trim() });
	ok(await says(page, 'Codes from your phone are on.'), 'a code of it turns it on');
	await looked(page, '3-on');
	await send(page, '/me/second-factor/codes');
	paper = await page.locator('.nc-key').allInnerTexts();
	is(paper.length, 10, 'ten codes for the paper');
	await looked(page, '4-codes');
	await page.emulateMedia({ media: 'print' });
	await shot(page, 'totp-5-print');
	ok(await page.locator('.nc-key').first().isVisible() && !await page.locator('.nc-foot').isVisible(), 'which print without the rest');
});

async function began() {
	const other = await open(narrow);
	const since = Date.now() - 1;
	await other.goto('/sign-in?next=/how-we-work');
	await send(other, '/sign-in', { address });
	await other.locator('[name=code]').fill(await mailed(since));
	await Promise.all([other.waitForNavigation(), other.locator('form[action^="/sign-in/"] button').click()]);
	return other;
}
await story('she signs in with it', async () => {
	const other = await began();
	is(new URL(other.url()).pathname, '/second-factor', 'after the mailed code');
	await looked(other, '6-asked');
	forget(address);
	await send(other, '/second-factor', { code: execFileSync('oathtool', ['--totp', '-b', key], { encoding: 'utf8' }).trim() });
	is(new URL(other.url()).pathname, '/how-we-work', 'the phone leads her to where she was going');
});
await story('and without the phone', async () => {
	const other = await began();
	await Promise.all([other.waitForNavigation(), other.locator('a[href^="/second-factor/recovery"]').click()]);
	await looked(other, '7-lost');
	await send(other, '/second-factor/recovery', { code: paper[4] });
	is(new URL(other.url()).pathname, '/how-we-work', 'a code from the paper does');
});
await story('no barrier', async () => {
	const eyes = await open({ script: false, width: 360, height: 740 });
	await eyes.context().addCookies(await page.context().cookies());
	for (const path of ['/me/second-factor', '/me/second-factor/codes', '/me/second-factor/off', '/second-factor', '/second-factor/recovery']) {
		await eyes.goto(path);
		is(await barriers(eyes), [], path);
	}
	await eyes.goto('/me/second-factor');
	await send(eyes, '/me/second-factor');
	is([new URL(eyes.url()).pathname, await barriers(eyes)], ['/me/second-factor/phone', []], 'the squares');
	await eyes.setViewportSize({ width: 1200, height: 900 });
	await shot(eyes, 'totp-8-squares-desktop');
	await eyes.goto('/me/second-factor/codes');
	await send(eyes, '/me/second-factor/codes');
	is(await barriers(eyes), [], 'the ten codes');
	await shot(eyes, 'totp-9-codes-desktop');
});
await story('the policy', async () => is(refused, [], 'stopped nothing'));
await close();
