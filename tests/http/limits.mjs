// How often something may be done: the waiting grows, whoever serves it and
// wherever it comes from; no stranger keeps anybody out, and nothing typed is
// lost.  (What a crash does to it: tests/fault/limits.mjs.)
import { readFileSync } from 'node:fs';

import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { ahead, one, shut, sql, straight } from '../lib/stack.mjs';
import { routes } from '../lib/states.mjs';
import { is, like, ok, story } from '../lib/tap.mjs';
import { seconds } from '../lib/totp.mjs';

const stamp = Date.now().toString(36);

await story('every POST is counted, or says why not', () => {
	const posts = routes().filter(({ method }) => method === 'POST').map(({ path }) => path);
	const rows = [...readFileSync(new URL('../../app/limits.c', import.meta.url), 'utf8').matchAll(/\{ "([^"]+)", (NULL|"[^"]+"), ([^,]+), ([^,]+),\s*([^}]+?),? \}/g)]
	    .map(([, path, what, most, seconds, why]) => ({ path, counted: what !== 'NULL', most, seconds, why }));
	const fits = (route) => rows.find((r) => r.path.endsWith('/') ? route.startsWith(r.path) : r.path === route);
	ok(posts.length > 90, `${posts.length} routes`);
	is(posts.filter((r) => !fits(r)), [], 'each has a row');
	is(rows.filter((r) => !posts.some((route) => fits(route) === r)).map((r) => r.path), [], 'each row has a route');
	is(rows.filter((r) => r.counted !== (r.why === 'NULL') || r.counted !== (r.most !== '0' && r.seconds !== '0'))
	    .map((r) => r.path), [], 'with a number, or a reason');
});

const guess = async (b, address) => {
	await b.get('/sign-in');
	await b.submit('/sign-in/password', { address, password: 'not this one, surely' });
	return b.status;
};

await story('the waiting grows', async () => {
	const b = new Browser();
	const address = `grows.${stamp}@example.org`;
	for (let n = 1; n <= 10; n++)
		is(await guess(b, address), 400, `try ${n} is answered`);
	// Short waits are over before the next form is filled (sql/sign_ins.sql
	// counts them all); the clock stands still for nobody.
	let by = 0;
	for (const wait of [1, 2, 4, 8]) {
		ahead(`${by += wait} seconds`);
		is(await guess(b, address), 400, `after ${wait} s it is again`);
	}
	for (const wait of [16, 32]) {
		is(await guess(b, address), 429, `then not, for ${wait} s`);
		ok(b.answer['retry-after'] > wait / 4 && b.answer['retry-after'] <= wait, `it says ${b.answer['retry-after']}`);
		ok(b.says(/You can try again in \d+ seconds?\./), 'in words, too');
		like(b.html, new RegExp(`name="address" value="${address}"`), 'what was typed is kept');
		ok(!b.html.includes('not this one'), 'but for the password');
		by += wait;
		ahead(`${by} seconds`);
		is(await guess(b, address), 400, `after ${wait} s it is`);
	}
	const body = b.filled(b.form('/sign-in/password'), { address, password: 'x' }).toString();
	for (const kore of ['kore1', 'kore2']) {
		const { status, headers } = await straight(kore, '/sign-in/password', { method: 'POST', body, headers: { 'x-real-ip': b.from,
		    'cookie': [...b.cookies].map((c) => c.join('=')).join('; '), 'content-type': 'application/x-www-form-urlencoded',
		    'content-length': body.length, 'origin': b.base } });
		is([status, headers['retry-after'] > 16 && headers['retry-after'] <= 64], [429, true], `${kore} counts the same`);
	}
	const other = new Browser();
	is(await guess(other, address), 429, 'from another place the account itself waits');
	is(await guess(other, `else.${stamp}@example.org`), 400, 'another account does not');
	ahead(`${by + 3700} seconds`);
	is(await guess(other, address), 400, 'after the hour all is forgotten');
	ahead('0');
});

await story('25 from one place', async () => {
	const b = new Browser(), over = seconds() + 300;
	let answered = 0, by = 0;
	for (let n = 0; n < 60 && seconds() < over; n++) {
		if (await guess(b, `place${n}.${stamp}@example.org`) === 400)
			answered++;
		else
			ahead(`${by += Number(b.answer['retry-after'])} seconds`);
	}
	ok(answered <= 25 && answered > 10, `in five minutes ${answered} are answered`);
	ahead('0');
});

// Past the front, as nginx would say where it comes from.
async function from(address, times) {
	let last;
	for (let n = 0; n < times; n++) {
		const b = new Browser();
		await b.get('/sign-in');
		const body = b.filled(b.form('/sign-in/password'), { address: `v6.${n}.${Math.random()}@example.org`, password: 'x' }).toString();
		last = await straight('kore1', '/sign-in/password', { method: 'POST', body, headers: { 'x-real-ip': address,
		    'cookie': [...b.cookies].map((c) => c.join('=')).join('; '), 'content-type': 'application/x-www-form-urlencoded',
		    'content-length': body.length, 'origin': b.base } });
	}
	return last.status;
}

await story('a house has one IPv6 network', async () => {
	sql('delete from data.tries');
	const most = () => sql('select tries from data.tries where tries > 1').join();
	is([await from('2001:db8:1:2::1', 5), most()], [400, '5'], 'five tries from one address');
	is([await from('2001:db8:1:2:ffff::9', 4), most()], [400, '9'], 'its neighbour in the same /64 counts with it');
	is([await from('2001:db8:1:3::1', 1), most()], [400, '9'], 'the next network does not');
});

await story('no stranger keeps anybody out', async () => {
	const own = await signedIn('tom');
	await own.get('/me');
	await own.submit('/sign-out');
	const stranger = new Browser();
	for (let n = 0; n < 10; n++)
		await guess(stranger, 'tom@example.org');
	ok(shut() > 0, 'ten tries shut the door for a moment');
	is(await guess(stranger, 'tom@example.org'), 429, 'a stranger tries until told to wait');
	is((await new Browser().signIn('tom@example.org')).status, 429, 'from elsewhere the account waits, too');
	await own.get('/sign-in');
	await own.submit('/sign-in/password', { address: 'tom@example.org', password: PASSWORD });
	is([own.status, own.path], [200, '/help'], 'in his own browser Tom comes in by his password');
	own.from = stranger.from;
	await own.get('/me');
	await own.submit('/sign-out');
	await own.get('/sign-in');
	await own.submit('/sign-in/password', { address: 'tom@example.org', password: PASSWORD });
	is(own.path, '/help', 'also behind the same router as the stranger');
	const fresh = new Browser();
	await fresh.signInByMail('tom@example.org');
	is(fresh.path, '/help', 'in a new one by the mailed code');
	sql("delete from data.tries");
});

await story('what is done too often waits, with its words', async () => {
	const tom = await signedIn('tom');
	const ref = one(`select m.ref from data.matches m join data.accounts a on a.person_id = m.person_id
	    where a.address = 'tom@example.org' and m.state = 'working' limit 1`);
	await tom.get(`/matches/${ref}`);
	const path = `/matches/${ref}/messages`;
	const field = Object.keys(tom.form(path).fields).find((n) => !['token', 'op'].includes(n));
	await tom.submit(path, { [field]: 'The first one.' });
	is(tom.status, 200, 'a message');
	sql("update data.tries set tries = 60, next_at = ends_at where tries = 1 and ends_at > data.app_now() + interval '9 minutes' and ends_at < data.app_now() + interval '11 minutes'");
	await tom.submit(path, { [field]: 'One too many, but dear to me.' });
	is(tom.status, 429, 'the 61st within ten minutes');
	ok(tom.answer['retry-after'] > 500 && tom.answer['retry-after'] <= 600, 'says when the ten minutes are over');
	ok(tom.says('You can try again in 10 minutes.') && tom.says('One too many, but dear to me.'), 'and keeps the words');
	ahead('11 minutes');
	await tom.submit(path);
	is(tom.status, 200, 'one button sends them then');
	ok(tom.says('One too many, but dear to me.'), 'as they were');
	ahead('0');
	is(one("select count(*) from data.messages where body = 'One too many, but dear to me.'"), '1', 'once');
});
