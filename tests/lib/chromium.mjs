// Chromium for the browser's tests: pages, barriers, pictures, and what the
// Content-Security-Policy stopped.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

import { forget } from './totp.mjs';

const axe = readFileSync(createRequire(import.meta.url)
    .resolve('axe-core/axe.min.js'), 'utf8');
const shots = new URL('../../build/shots/', import.meta.url).pathname;

// Lines of the console about the policy, of every page opened here.
export const refused = [];

let browser;
async function started() {
	const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser']
	    .find(existsSync);
	browser ??= chromium.launch({ executablePath: path, args: [
	    '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
	return browser;
}

// A page in a context of its own.  `script: false` blocks our JavaScript
// and leaves the browser's on, since axe-core needs it; `off: true` turns
// all of it off.
export async function open({ script = true, off = false, width = 1200,
    height = 900, contrast = false, direction } = {}) {
	const context = await (await started()).newContext({
		baseURL: process.env.NC_URL, ignoreHTTPSErrors: true,
		javaScriptEnabled: !off, viewport: { width, height },
		locale: 'en-GB', timezoneId: 'Europe/London',
		forcedColors: contrast ? 'active' : 'none', bypassCSP: false,
	});
	if (!script)
		await context.route(/\/public\/.*\.js$/, (route) => route.abort());
	const page = await context.newPage();
	page.setDefaultTimeout(15000);
	page.on('console', (line) => {
		if (/Content.Security.Policy/i.test(line.text()))
			refused.push(`${page.url()}: ${line.text()}`);
	});
	if (direction)
		await page.addInitScript((to) => addEventListener(
		    'DOMContentLoaded', () => { document.dir = to; }), direction);
	return page;
}

export async function close() {
	await (await browser)?.close();
	browser = undefined;
}

// What axe-core finds against WCAG 2.2 AA and its own best practices: one
// line for each element; none is what we want.
export async function barriers(page) {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() => window.axe.run(document,
	    { resultTypes: ['violations'] }));
	return violations.flatMap((v) => v.nodes.map((node) =>
	    `${v.id}: ${v.help}: ${node.target.join(' ')}`));
}

// Does anything reach beyond the window's edge?
export const overflows = (page) => page.evaluate(() =>
    document.documentElement.scrollWidth > innerWidth + 1);

export async function shot(page, name) {
	mkdirSync(shots, { recursive: true });
	await page.screenshot({ path: `${shots}${name}.png`, fullPage: true });
}

export async function signIn(page, name, password = 'two doors one light') {
	await page.goto('/sign-in');
	const form = page.locator('form[action="/sign-in/password"]');
	await form.locator('[name=address]').fill(`${name}@example.org`);
	await form.locator('[name=password]').fill(password);
	await Promise.all([page.waitForNavigation(),
	    form.locator('button').click()]);
	if (!new URL(page.url()).pathname.startsWith('/second-factor'))
		return;
	forget(`${name}@example.org`);
	await page.reload();
	const step = page.locator('form[action="/second-factor"]');
	await step.locator('[name=code]').fill(await page.locator('.govuk-inset-text strong').textContent());
	await Promise.all([page.waitForNavigation(), step.locator('button').click()]);
}
