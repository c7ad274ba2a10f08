// The second step: who is asked for it and where, codes from a phone, recovery
// codes, and that no way in goes round it.
import { execFileSync } from 'node:child_process';

import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { lastMail } from '../lib/mail.mjs';
import { add, Passkey, use } from '../lib/passkey.mjs';
import { ahead, nocape, one, sql } from '../lib/stack.mjs';
import { routes } from '../lib/states.mjs';
import { is, isnt, like, ok, story, unlike } from '../lib/tap.mjs';
import { codeOf, forget, seconds, setUp } from '../lib/totp.mjs';

const stamp = Date.now().toString(36);
const address = (name) => `${name}.${stamp}@example.org`;
const shown = (b) => b.text.match(/phone shows now: *(\d{6})/)?.[1];
const person = (to) => one("select person_id from data.accounts where address = :'to'", { to });
const table = routes();
const half = async (name) => {
	const b = new Browser();
	await b.get('/sign-in');
	return b.submit('/sign-in/password', { address: `${name}@example.org`, password: PASSWORD });
};
// Somebody new, by code, with a password.
async function newcomer(name) {
	const b = new Browser();
	await b.get('/sign-up');
	await b.submit('/sign-up', { name: `${name} Test`, address: address(name) });
	await b.submit(/^\/sign-in\//, { code: (await lastMail(address(name), /\d{8}/)).text.match(/\b\d{8}\b/)[0] });
	await b.get('/me/password');
	return b.submit('/me/password', { password: PASSWORD });
}
const began = async (to) => {
	const b = new Browser();
	await b.get('/sign-in');
	return b.submit('/sign-in/password', { address: to, password: PASSWORD });
};

await story('half a coordinator is let in nowhere', async () => {
	const b = await half('ruth');
	is(b.path, '/second-factor?next=/desk', 'signing in leads to the second step');
	await b.get('/sign-in?next=/desk/people');
	is(b.path, '/second-factor?next=%2Fdesk%2Fpeople', 'so does signing in again');
	const token = b.html.match(/name="token" value="([0-9a-f]+)"/)[1];
	const led = { GET: 0, POST: 0 };
	for (const { method, who, path } of table) {
		if (['OPEN', 'GUEST', 'CAPABILITY', 'HALF'].includes(who))
			continue;
		const at = path.replace(':file', 'NC-2222-22.ics').replace(/:\w+/g, 'NC-2222-22');
		// What is typed is kept, only so much from one place.
		b.from = `127.0.${1 + led.GET}.${1 + led.POST}`;
		const { status, headers } = await b.raw(method, at, method === 'GET' ? {} : { headers: { origin: b.base, 'sec-fetch-site': 'same-origin' },
		    body: new URLSearchParams({ token, op: 'f'.repeat(32) }) });
		const to = String(headers.location ?? '');
		// A form that is not filled right is not looked at further: it changes nothing.
		if (!(status === 303 && to.startsWith('/second-factor')))
			is(`${status} ${to}`, '303 /second-factor', `${method} ${path}`);
		else
			led[method]++;
	}
	ok(led.GET > 60 && led.POST > 60, `${led.GET} pages and ${led.POST} deeds lead to the second step`);
	await b.get('/');
	ok(b.links.some((l) => l.href === '/sign-in'), 'where anybody may look she is a guest');
	ok(!b.html.includes('Ruth Okafor'), 'without a name');
	await b.get('/me/second-factor');
	is(b.path, '/second-factor?next=%2Fme%2Fsecond-factor', 'how she signs in is not changed from here');
	await b.submit('/sign-out');
	ok(b.says('You are signed out.'), 'she can leave');
});

await story('a code from the phone', async () => {
	const b = await half('ruth');
	forget('ruth@example.org');
	await b.get(b.path);
	const code = shown(b);
	like(code, /^\d{6}$/, 'the demo shows what the phone shows');
	is(codeOf('NOCAPENEIGHBOURSWITHASKILLNOCAPE', seconds()) === code || codeOf('NOCAPENEIGHBOURSWITHASKILLNOCAPE', seconds(), -1) === code, true, 'as it does');
	const wrong = String((Number(code) + 1) % 1000000).padStart(6, '0');
	await b.submit('/second-factor', { code: wrong });
	is(b.status, 400, 'a wrong one');
	like(b.errors[0], /^That is not the code of this half minute/, 'is told');
	await b.submit('/second-factor', { code: '' });
	is(b.errors, ['Enter the 6 digits that your phone shows.'], 'none is asked for');
	const before = b.cookies.get('__Host-login');
	const twin = b.twin();
	const [first, second] = await Promise.all([b, twin].map((t) => t.submit('/second-factor', { code: code.replace(/(...)/, '$1 ') })));
	is([first.path, second.path], ['/desk', '/desk'], 'the right one leads on, also with a double click');
	isnt(b.cookies.get('__Host-login'), before, 'under a new id');
	await b.get('/me');
	ok(b.says('With a code from a phone'), 'her page says how she came in');
	const other = await half('ruth');
	await other.submit('/second-factor', { code });
	is(other.errors, ['This code was used a moment ago. Wait for the next one, which comes within half a minute.'], 'the same code works no second time');
	sql('delete from data.tries');
	const eight = await Promise.all(Array.from({ length: 8 }, () => half('ines')));
	forget('ines@example.org');
	await eight[0].get(eight[0].path);
	const race = shown(eight[0]);
	const ends = await Promise.all(eight.map((e) => e.submit('/second-factor', { code: race })));
	is(ends.filter((e) => e.path === '/desk').length, 1, 'of eight browsers with one code one is in');
	is(ends.filter((e) => e.status === 400).length, 7, 'and seven are told');
});

await story('one half minute of drift', async () => {
	for (const [steps, fine] of [[-2, false], [-1, true], [0, true], [1, true], [2, false]]) {
		const b = await half('george');
		forget('george@example.org');
		sql('delete from data.tries');
		// Not across the edge of a half minute.
		while (seconds() % 30 > 27)
			await new Promise((r) => setTimeout(r, 500));
		await b.submit('/second-factor', { code: codeOf('NOCAPENEIGHBOURSWITHASKILLNOCAPE', seconds(), steps) });
		is(b.path === '/desk', fine, `${steps} half minutes: ${fine ? 'in' : 'not in'}`);
	}
	ahead('5 days');
	const b = await half('george');
	forget('george@example.org');
	await b.submit('/second-factor', { code: codeOf('NOCAPENEIGHBOURSWITHASKILLNOCAPE', seconds()) });
	is(b.path, '/desk', 'codes go with the clock of the stack');
	ahead('0');
});

await story('Pia sets up her phone', async () => {
	const b = await newcomer('pia');
	const far = await began(address('pia'));
	await b.get('/me');
	await b.follow('A second step: a code from your phone');
	ok(b.says('authenticator app'), 'a page says what she needs');
	await b.submit('/me/second-factor');
	is(b.path, '/me/second-factor/phone', 'then shows it');
	is(b.answer['cache-control'], 'no-store', 'and nobody keeps that');
	const [key] = b.text.match(/\b([A-Z2-7]{4} ){7}[A-Z2-7]{4}\b/);
	const link = b.links.find((l) => l.href.startsWith('otpauth:')).href;
	ok(link.includes(`secret=${key.replace(/ /g, '')}`) && link.startsWith('otpauth://totp/Nocape%20'), 'as letters and as a link for the phone');
	like(b.html, /<svg[^>]*viewBox="0 0 \d+ \d+"[\s\S]*<title[^>]*>[^<]+<\/title>/, 'and as squares with a title');
	unlike(one("select seed from data.totps where person_id = :'p'", { p: person(address('pia')) }), new RegExp(key.replace(/ /g, '')), 'kept sealed');
	await far.get('/me');
	is(far.status, 200, 'until it is confirmed nothing is asked for');
	await b.submit('/me/second-factor/phone', { code: '000000' });
	is(b.status, 400, 'a wrong code turns nothing on');
	ok(b.text.includes(key), 'and the same squares are there');
	const since = Date.now() - 1;
	const tool = execFileSync('oathtool', ['--totp', '-b', key.replace(/ /g, '')], { encoding: 'utf8' }).trim();
	await b.submit('/me/second-factor/phone', { code: tool });
	is(b.path, '/me/second-factor/codes?said=totps_confirm_said', 'the right one does, and leads to the recovery codes');
	await far.get('/me');
	like(far.path, /^\/sign-in\?/, 'other browsers are out');
	ok(await lastMail(address('pia'), /second step for Nocape is set up/, since), 'a mail tells her');
	await b.get('/me/second-factor/phone');
	is(b.path, '/me/second-factor', 'the squares are shown no more');

	await b.get('/me/second-factor/codes');
	const twin = b.twin();
	const first = await b.submit('/me/second-factor/codes'), second = await twin.submit('/me/second-factor/codes');
	const codes = (p) => p.text.match(/\b[2-9A-Z]{4}(-[2-9A-Z]{4}){3}\b/g);
	is([codes(first).length, new Set(codes(first)).size], [10, 10], 'ten codes');
	is(codes(first), codes(second), 'the same when the form is sent again');
	is(first.answer['cache-control'], 'no-store', 'which nobody keeps');
	const [paper, paper2] = codes(first);
	unlike(one("select string_agg(code_hash, ' ') from data.recovery_codes"), new RegExp(paper), 'nor we');

	const c = await began(address('pia'));
	is(c.path, '/second-factor?next=/me', 'from now on she is asked');
	await c.follow(/recovery code/);
	await c.submit('/second-factor/recovery', { code: 'AAAA-AAAA-AAAA-AAAA' });
	is(c.status, 400, 'a code that is not on her list');
	const sent = Date.now() - 1;
	await c.submit('/second-factor/recovery', { code: paper.toLowerCase().replace(/-/g, ' ') });
	is(c.path, '/me', 'one that is lets her in, however it is written');
	ok((await lastMail(address('pia'), /one of your recovery codes/, sent)).text.includes('9 are left'), 'a mail says how many are left');
	const d = await began(address('pia'));
	await d.get('/second-factor/recovery');
	await d.submit('/second-factor/recovery', { code: paper });
	is(d.status, 400, 'each works once');
	await b.get('/me/second-factor/codes');
	await b.submit('/me/second-factor/codes');
	await d.submit('/second-factor/recovery', { code: paper2 });
	is(d.status, 400, 'ten new ones end the old');
	await d.submit('/second-factor/recovery', { code: codes(b)[9] });
	is(d.path, '/me', 'and work');

	await b.get('/me/second-factor/off');
	await b.submit('/me/second-factor/off');
	ok(b.says('Codes from your phone are off.'), 'she turns it off');
	is((await began(address('pia'))).path, '/me', 'and is asked no more');
});

await story('no way in goes round it', async () => {
	const b = await newcomer('rosa');
	const seed = await setUp(b);
	const mailed = new Browser();
	const since = Date.now() - 1;
	await mailed.get('/sign-in');
	await mailed.submit('/sign-in', { address: address('rosa') });
	await mailed.submit(/^\/sign-in\//, { code: (await lastMail(address('rosa'), /\d{8}/, since)).text.match(/\b\d{8}\b/)[0] });
	is(mailed.path, '/second-factor?next=/me', 'the mailed code');
	await mailed.get('/me');
	is(mailed.path, '/second-factor?next=%2Fme', 'ends half');
	await mailed.get('/confirm');
	is(mailed.path, '/second-factor', 'being sure means the second step as well');
	for (const [path, body, wanted] of [['/confirm', { password: PASSWORD, next: '/me' }, '303 /second-factor?next=%2Fme'], ['/confirm/code', { next: '/me' }, '404 ']]) {
		const token = mailed.html.match(/name="token" value="([0-9a-f]+)"/)[1];
		const answer = await mailed.raw('POST', path, { headers: { origin: b.base, 'sec-fetch-site': 'same-origin' },
		    body: new URLSearchParams({ token, op: '1'.repeat(31) + path.length % 10, ...body }) });
		is(`${answer.status} ${answer.headers.location ?? ''}`, wanted, `POST ${path} is no way round`);
	}
	await mailed.get('/me');
	is(mailed.path, '/second-factor?next=%2Fme', 'she is still half');
	await b.get('/me/password');
	await b.submit('/me/password', { password: 'three new little words' });
	const fresh = new Browser();
	await fresh.get('/sign-in');
	await fresh.submit('/sign-in/password', { address: address('rosa'), password: 'three new little words' });
	is(fresh.path, '/second-factor?next=/me', 'a new password ends half, too');

	sql("update data.logins set proved_at = proved_at - interval '11 minutes' where person_id = :'p'", { p: person(address('rosa')) });
	await b.get('/me/address');
	is(b.path, '/second-factor?next=%2Fme%2Faddress', 'who has a second step proves with it who they are');
	forget(address('rosa'));
	await b.submit('/second-factor', { code: codeOf(seed, seconds()) });
	is(b.path, '/me/address', 'and goes on');
});

await story('tries are counted', async () => {
	const b = await newcomer('theo');
	const seed = await setUp(b);
	const c = await began(address('theo'));
	sql('delete from data.tries');
	let status, n = 0;
	do {
		await c.get('/second-factor');
		await c.submit('/second-factor', { code: '123456' });
		status = c.status;
	} while (status === 400 && ++n < 12);
	is([status, n], [429, 10], 'after ten wrong ones in ten minutes the eleventh waits');
	ok(Number(c.answer['retry-after']) > 570 && Number(c.answer['retry-after']) <= 600, 'until ten minutes are over, to the second');
	await b.get('/me');
	is(b.status, 200, 'who is in stays in');
	ahead('11 minutes');
	await c.get('/second-factor');
	forget(address('theo'));
	await c.submit('/second-factor', { code: codeOf(seed, seconds()) });
	is(c.path, '/me', 'then it goes on');
	ahead('0');
});

await story('a coordinator without a second step', async () => {
	const b = await newcomer('cora');
	sql("insert into data.coordinators (person_id, community_id) select person_id, community_id from data.accounts where address = :'a'", { a: address('cora') });
	await b.get('/desk');
	is(b.path, '/me/second-factor?next=%2Fdesk', 'is led to set one up');
	ok(b.says('As a coordinator you see what other people trust us with'), 'and told why');
	await b.get('/me');
	is(b.path, '/me/second-factor?next=%2Fme', 'before anything else');
	await setUp(b);
	await b.get('/desk');
	is([b.status, b.path], [200, '/desk'], 'then the desk is there');
	await b.get('/me/second-factor/off');
	await b.submit('/me/second-factor/off');
	is([b.status, b.errors], [400, ['As a coordinator you need a second step. Set up another one first.']], 'and without it she cannot be');
	is(one("select has_factor from data.people where id = :'p'", { p: person(address('cora')) }), 't', 'it stays');
});

await story('a member with a passkey becomes a coordinator', async () => {
	const b = await newcomer('mia'), key = new Passkey();
	await add(b, key, 'Mia’s phone');
	is((await began(address('mia'))).path, '/me', 'as a member her password is enough');
	like(nocape('coordinator', 'add', address('mia')), /is now a coordinator/, 'the operator makes her one');
	const thief = await began(address('mia'));
	like(thief.path, /^\/second-factor/, 'now it is half of it');
	await thief.get('/me/second-factor');
	like(thief.path, /^\/second-factor/, 'and half of it sets up no phone');
	const { status } = await thief.raw('POST', '/me/second-factor', { headers: { origin: thief.base, 'sec-fetch-site': 'same-origin' },
	    body: new URLSearchParams({ token: thief.html.match(/name="token" value="([0-9a-f]+)"/)[1], op: 'e'.repeat(32) }) });
	is(status, 404, 'by hand neither');
	await thief.get('/second-factor?next=/desk');
	await use(thief, key, { counter: 2 });
	is(thief.path, '/desk', 'her passkey is the other half');
	like(nocape('coordinator', 'remove', address('mia')), /no coordinator/, 'when she is one no more');
	is((await began(address('mia'))).path, '/me', 'her password is enough again');
});

await story('a recovery code is kept nowhere, also when the login has ended', async () => {
	const b = await half('ruth');
	await b.get('/second-factor/recovery');
	sql("update data.logins set ended_at = data.app_now() where person_id = :'p' and factor = ''", { p: person('ruth@example.org') });
	await b.submit('/second-factor/recovery', { code: 'QWCC-GY3D-XC58-GYYB' });
	like(b.path, /^\/sign-in/, 'she is led to sign in');
	is(one("select count(*) from data.kept_forms where body ~* 'QWCC'"), '0', 'and the code waits nowhere');
});

await story('what changes an account wants a fresh proof', async () => {
	const changes = ['POST /me/password', 'POST /me/address', 'POST /me/address/:ref', 'POST /me/second-factor', 'POST /me/second-factor/phone',
		'POST /me/second-factor/off', 'POST /me/second-factor/codes'];
	const fresh = new Set(table.filter((r) => r.fresh).map((r) => `${r.method} ${r.path}`));
	is(changes.filter((c) => !fresh.has(c)), [], 'each of these');
	const known = new Set(['/me', '/me/blocks/:person/end', '/me/logins/end', '/me/logins/:login/end']);
	is(table.filter((r) => r.method === 'POST' && /^\/me(\/|$)/.test(r.path) && !r.fresh && !known.has(r.path)).map((r) => r.path), [],
	    'and whatever else is changed below /me, but for name, phone and ending logins');
	is(table.filter((r) => r.method === 'POST' && /role|coordinators/.test(r.path)).map((r) => r.path), [], 'no page changes who is a coordinator');
});

await story('sessions by role', async () => {
	const ruth = await signedIn('ruth'), amina = await signedIn('amina');
	const still = async (b, path) => { await b.get(path); return !b.path.startsWith('/sign-in'); };
	// Seen every eleven hours, a coordinator stays until the seventh day.
	let hours;
	for (hours = 11; hours <= 8 * 24; hours += 11) {
		ahead(`${hours} hours`);
		if (!await still(ruth, '/desk'))
			break;
	}
	let days = hours / 24;
	ok(days > 7 && days < 7.5, `a coordinator who works all along signs in again after seven days (${days.toFixed(1)})`);
	ok(await still(amina, '/requests'), 'a member is still there');
	for (days = 30; days <= 100; days += 20) {
		ahead(`${days} days`);
		if (!await still(amina, '/requests'))
			break;
	}
	is(days, 90, 'until the ninetieth day');
	ahead('0');
	const joan = await signedIn('joan');
	ahead('29 days');
	ok(await still(joan, '/requests'), 'a member is away for 29 days');
	ahead('60 days');
	ok(!await still(joan, '/requests'), 'and not for 31');
	ahead('0');
});
