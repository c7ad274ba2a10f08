// "Everything you have about me": asked for, made by the steward, mailed,
// fetched once, and gone.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { PASSWORD, signedIn } from '../lib/browser.mjs';
import { lastMail, paths } from '../lib/mail.mjs';
import { ahead, one, sql, until } from '../lib/stack.mjs';
import { is, like, ok, story } from '../lib/tap.mjs';

const id = (name) => one("select person_id from data.accounts where address = :'a'", { a: `${name}@example.org` });
const state = (name) => one("select string_agg(state, ' ' order by id) from data.exports where person_id = :'id'::bigint", { id: id(name) });

// The two files of a zip, by unzip.
function opened(bytes) {
	const folder = mkdtempSync(`${tmpdir()}/export-`);
	writeFileSync(`${folder}/a.zip`, bytes);
	const file = (name) => execFileSync('unzip', ['-p', `${folder}/a.zip`, name]).toString();
	const two = [JSON.parse(file('everything.json')), file('everything.html')];
	rmSync(folder, { recursive: true });
	return two;
}

async function fetched(b, action) {
	const form = b.forms.find((f) => action.test(f.action));
	return b.raw('POST', form.action, { body: b.filled(form),
	    headers: { origin: b.base, 'sec-fetch-site': 'same-origin' } });
}

let link;
await story('Tom asks, and a mail says that it is ready', async () => {
	const tom = await signedIn('tom');
	sql("update data.volunteers set words = 'canary of the words' where person_id = :'id'::bigint", { id: id('tom') });
	await tom.get('/me');
	await tom.submit('/me', { phone: '07700 900101' });
	await tom.follow(/Have a copy of all of it/);
	sql("update data.logins set proved_at = proved_at - interval '11 minutes' where person_id = :'id'::bigint", { id: id('tom') });
	await tom.submit('/me/archive', {});
	like(tom.path, /^.confirm/, 'we want to be sure that it is he');
	await tom.submit('/confirm', { password: PASSWORD });
	if (!state('tom'))
		await tom.submit('/me/archive', {});
	ok(await until(() => state('tom') === 'made', 20), 'the steward makes it');
	const mail = await lastMail('tom@example.org', /have about you/);
	link = paths(mail)[0];
	is(link, '/me/archive', 'the mail leads to the page, and holds no right of its own');
	ok(!/canary/.test(one("select archive from data.exports where state = 'made'")), 'sealed in the database');
});

await story('it holds all of it, twice', async () => {
	const tom = await signedIn('tom');
	const lena = await signedIn('lena');
	await tom.get(link);
	ok(tom.says('You can fetch it once'), 'he reads how');
	const form = tom.forms.find((f) => /NC-/.test(f.action));
	await lena.get('/me');
	const foreign = await lena.raw('POST', form.action, { body: new URLSearchParams({ token: /name="token" value="([0-9a-f]+)"/.exec(lena.html)[1], op: '0'.repeat(32) }),
	    headers: { origin: lena.base, 'sec-fetch-site': 'same-origin' } });
	is(foreign.status, 404, 'it is nobody else’s');
	const key = `${process.env.NC_STACK}/keys/people/${one("select vault from data.exports where state = 'made'")}`;
	ok(existsSync(key), 'it has a key of its own');
	const twin = tom.twin();
	const answer = await fetched(tom, /NC-/);
	is([answer.status, answer.headers['content-type']], [200, 'application/zip'], 'a zip');
	const [json, html] = opened(answer.bytes);
	const values = sql(`select tbl, col, row_no, value, sealed, what from archive(1, :'id'::bigint)
	    where tbl not in ('exports', 'audit', 'logins', 'operations', 'outbox', 'demo_mails', 'known_browsers')`, { id: id('tom') });
	ok(values.length > 40, `${values.length} values`);
	const text = (v) => v.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;').replace(/\n/g, '<br>');
	is(values.filter(([tbl, col, n, value, sealed]) => sealed !== 't' && json.tables[tbl]?.rows[n - 1]?.[col] !== value).map((v) => v[0] + v[1]), [], 'each stands in the JSON');
	is(values.filter(([, , , value, sealed]) => sealed !== 't' && !html.includes(text(value)) && !html.includes(value)).map((v) => v[0] + '.' + v[1]), [], 'and in the HTML');
	is(json.tables.accounts.rows[0].phone, '07700 900101', 'his number can be read');
	like(html, /07700 900101/, 'in both');
	like(html, /canary of the words/, 'and what he wrote');
	ok(!/(src|href)=/.test(html), 'the HTML asks for nothing from outside');
	is(state('tom'), 'taken', 'it is fetched');
	is((await fetched(twin, /NC-/)).status, 303, 'a second time it leads to how to ask again');
	is(one("select count(*) from data.exports where archive is not null"), '0', 'nothing is left in the database');
	ok(await until(() => !existsSync(key), 20), 'and its key is destroyed');
});

await story('one a day', async () => {
	const tom = await signedIn('tom');
	await tom.get('/me/archive');
	ok(tom.says('You can ask again after'), 'he reads when');
	is(tom.forms.filter((f) => f.action === '/me/archive').length, 0, 'no button that would say no');
});

await story('not fetched in time', async () => {
	const priya = await signedIn('priya');
	await priya.get('/me/archive');
	await priya.submit('/me/archive', {});
	ok(await until(() => state('priya') === 'made', 20), 'made');
	await priya.get('/me/archive');
	const twin = priya.twin();
	ahead('25 hours');
	await priya.get('/me/archive');
	ok(!priya.says('Fetch it') || priya.path.startsWith('/sign-in'), 'a day later it is not there');
	sql('select retain()');
	is(state('priya'), 'expired', 'and gone');
	ahead('0');
	const late = await fetched(twin, /NC-/);
	is([late.status, late.headers.location], [303, '/me/archive?said=exports_over_said'], 'it says how to ask again');
});
