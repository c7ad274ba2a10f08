// What every answer tells the browser, and what every form is asked for: over
// all routes of the route table, as those whom they are meant for.
import { randomBytes } from 'node:crypto';

import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { sql } from '../lib/stack.mjs';
import { prepare, routes, states } from '../lib/states.mjs';
import { is, ok, story } from '../lib/tap.mjs';

const table = routes();
const NOWHERE = 'NC-2222-22';
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const EXACT = { 'content-security-policy': CSP, 'strict-transport-security': 'max-age=31536000', 'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' };
const OFF = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'midi'];

sql(prepare);
const browsers = new Map();
async function eyes(as) {
	if (!browsers.has(as ?? ''))
		browsers.set(as ?? '', as ? await signedIn(as) : new Browser());
	return browsers.get(as ?? '');
}
const place = (path, at) => {
	const values = at ? sql(at)[0] ?? [] : [];
	let i = 0;
	return path.replace(/:(\w+)/g, (_, name) => values[i++] ?? NOWHERE + (name === 'file' ? '.ics' : ''));
};

const wrong = { shut: [], headers: [], cookies: [], kept: [], urls: [] };
// The page that a form leads to.
async function asked(b, [at, action, address]) {
	await b.get(at);
	return (await b.submit(action, address ? { address } : {})).path;
}
let answers = 0, cookies = 0, urls = 0;
// What no address may hold: what a person is called, how to reach them (the
// numbers of the demo are sealed, and all of one form), and any right but those that stand in mails.
const people = sql(`select p.name from data.people p where length(p.name) > 8 union select address::text from data.accounts`).map(([text]) => encodeURIComponent(text).toLowerCase());
function looked(route, where, { status, headers, body }, person) {
	answers++;
	for (const [name, value] of Object.entries(EXACT))
		if (headers[name] !== value)
			wrong.headers.push(`${where}: ${name}: ${headers[name]}`);
	const policy = headers['permissions-policy'] ?? '';
	if (OFF.some((f) => !policy.includes(`${f}=()`)) || /=\(.*\*.*\)/.test(policy))
		wrong.headers.push(`${where}: permissions-policy: ${policy}`);
	if (person && headers['cache-control'] !== 'no-store')
		wrong.kept.push(`${where} (${status}): ${headers['cache-control']}`);
	for (const line of headers['set-cookie'] ?? []) {
		cookies++;
		const [pair, ...rules] = line.split('; ');
		if (!pair.startsWith('__Host-') || ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax'].some((r) => !rules.includes(r))
		    || rules.some((r) => /^domain/i.test(r)))
			wrong.cookies.push(`${where}: ${line}`);
	}
	const all = [headers.location, ...[...body.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map((m) => m[1])].filter(Boolean)
	    .filter((url) => !/^(mailto|tel|otpauth):/.test(url));
	for (const url of all) {
		urls++;
		const low = url.toLowerCase();
		if (/[0-9a-f]{32}|@|%40|07700(%20|\+| )?9\d{5}/.test(low) || people.some((text) => low.includes(text)))
			wrong.urls.push(`${where}: ${url}`);
	}
}

await story('what every page says', async () => {
	for (const route of table.filter((r) => r.method === 'GET')) {
		const s = states[route.path] ?? {};
		for (const as of new Set([undefined, s.as])) {
			const b = await eyes(as);
			const first = s.asked && as === s.as ? await asked(b, s.asked) : place(route.path, s.at) + (s.query ?? '');
			for (const path of new Set([first, place(route.path), `${place(route.path).replace(/\/$/, '')}/nowhere`])) {
				const where = `GET ${route.path} as ${as ?? 'nobody'}`, answer = await b.raw('GET', path);
				looked(route, where, answer, as);
				if (path === first && as === s.as && !s.leads && answer.status !== 200)
					wrong.shut.push(`${where}: ${answer.status} ${answer.headers.location ?? ''}`);
			}
		}
	}
	ok(answers > 2 * table.length, `${answers} answers`);
	is(wrong.shut, [], 'whom a page is meant for opens it');
	is(wrong.headers, [], 'each with the same headers, to the letter');
	is(wrong.kept, [], 'nothing that is shown to somebody signed in is kept by the browser');
	ok(urls > 1000, `${urls} addresses on them`);
	is(wrong.urls, [], 'without a right, an address or a name in any');
});

// Somebody new for a deed that has no name in its path: it may be done.
let made = 0;
async function fresh() {
	const address = `headers${made++}.${process.pid}@example.org`;
	sql(`with p as (insert into data.people (community_id, name) values (1, 'Hedda') returning id, community_id)
	    insert into data.accounts (person_id, community_id, address, password_hash)
	    select id, community_id, :'address', (select password_hash from data.accounts where address = 'joan@example.org') from p`, { address });
	return signedIn(address);
}

await story('what every form is asked for', async () => {
	const refused = [], taken = [];
	let asked = 0;
	const member = await fresh();
	for (const route of table.filter((r) => r.method === 'POST' && r.who !== 'CAPABILITY')) {
		const b = route.path === '/sign-out' ? await fresh() : route.who === 'GUEST' ? new Browser() :
		    /:/.test(route.path) || route.who === 'DESK' ? member : await fresh();
		await b.get(b.cookies.size > 1 ? '/me' : '/sign-in');
		const token = /name="token" value="([0-9a-f]+)"/.exec(b.html)?.[1];
		const path = place(route.path);
		const sent = async (headers, right) => {
			asked++;
			const answer = await b.raw('POST', path, { headers, body: new URLSearchParams({ op: randomBytes(16).toString('hex'),
			    ...(right ? { token: right } : {}) }) });
			looked(route, `POST ${route.path}`, answer, b === member);
			return answer.status;
		};
		const other = token.replace(/^./, (c) => c === '0' ? '1' : '0');
		for (const [why, headers, right] of [['no token', {}, null], ['a token of nobody', {}, other],
		    ['a foreign origin', { origin: 'https://evil.example' }, token], ['no origin it can name', { origin: 'null' }, token],
		    ['the same name, another port', { origin: b.base.replace(/\d+$/, '1') }, token], ['without TLS', { origin: b.base.replace('https', 'http') }, token],
		    ['from another site', { 'sec-fetch-site': 'cross-site' }, token], ['from beside', { 'sec-fetch-site': 'same-site' }, token],
		    ['from another site, with our origin', { origin: b.base, 'sec-fetch-site': 'cross-site' }, token]]) {
			const status = await sent(headers, right);
			if (status !== 403)
				refused.push(`${route.path}, ${why}: ${status}`);
		}
		// An old browser says nothing, and has the token.
		const status = await sent({}, token);
		if (status === 403 || status >= 500)
			taken.push(`${route.path}: ${status}`);
	}
	ok(asked > 800, `${asked} forms sent`);
	is(refused, [], 'each that came from elsewhere was refused');
	is(taken, [], 'and taken from whoever had the token');
	is(wrong.headers, [], 'the same headers again');
	is(wrong.kept, [], 'nothing kept');
	const b = new Browser();
	looked(null, 'GET /sign-in', await b.raw('GET', '/sign-in'));
	await b.get('/sign-in');
	looked(null, 'POST /sign-in/password', await b.raw('POST', '/sign-in/password', { headers: { origin: b.base },
	    body: b.filled(b.form('/sign-in/password'), { address: 'joan@example.org', password: PASSWORD }) }), 'joan');
	is(['browser', 'login'].filter((name) => !b.cookies.has(`__Host-${name}`)), [], `${cookies} cookies, of both kinds`);
	is(wrong.cookies, [], 'each for this host alone, out of reach of scripts and other sites');
});
