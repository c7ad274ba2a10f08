// What was typed when the login had ended, and whom it may cost what.
import { spawn } from 'node:child_process';

import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { one, sql, until } from '../lib/stack.mjs';
import { is, like, ok, story } from '../lib/tap.mjs';

const rows = () => Number(one('select count(*) from data.kept_forms'));
const sent = (b, path, body, headers = {}) => b.raw('POST', path, { body,
    headers: { origin: b.base, 'sec-fetch-site': 'same-origin', ...headers } });
// A guest who has a form's token; what a form of a member's page would be.
async function guest() {
	const b = new Browser();
	await b.get('/sign-in');
	return b;
}
const token = (b) => b.html.match(/name="token" value="([0-9a-f]+)"/)[1];

await story('what does not fit', async () => {
	const b = await guest();
	const edge = 'edge5c1f';
	const part = (name, value) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
	const before = rows();
	const answer = await sent(b, '/me', part('token', token(b)) +
	    part('name', 'é'.repeat(60000)) + `--${edge}--\r\n`,
	    { 'content-type': `multipart/form-data; boundary=${edge}` });
	is(answer.status, 413, 'more than a form can hold is said to be too much');
	is(rows(), before, 'and is kept nowhere');
});

await story('a stranger cannot fill the disk', async () => {
	const b = await guest();
	const body = () => new URLSearchParams({ token: token(b), name: 'Zed of kept', phone: '' });
	let answer;
	const before = rows();
	for (let i = 0; i < 60; i++) {
		b.cookies.clear();
		b.html = (await b.raw('GET', '/sign-in')).body;
		answer = await sent(b, '/me', body());
		if (answer.status !== 303)
			break;
	}
	ok(rows() - before <= 50, `from one place ${rows() - before} forms are kept in five minutes, not more`);
	is(answer.status, 403, 'then no more');
	like(answer.body, /Zed of kept/, 'but nothing typed is lost: the page itself holds it');
	sql('delete from data.tries');
});

await story('whoever writes holds up nobody who reads', async () => {
	const amina = await signedIn('amina');
	const person = one("select person_id from data.accounts where address = 'amina@example.org'");
	sql(`update data.logins set seen_at = seen_at - interval '6 minutes' where person_id = :'p'`, { p: person });
	// As a deed of hers does that waits for somebody else's.
	const deed = spawn('psql', ['-XqAt'], { stdio: ['pipe', 'ignore', 'inherit'] });
	deed.stdin.write(`begin; update data.logins set seen_at = seen_at where person_id = ${person}; select 'held';\n`);
	ok(await until(() => one(`select count(*) from pg_stat_activity where state = 'idle in transaction'
	    and query like '%held%' and pid <> pg_backend_pid()`) === '1'), 'a deed holds the row of her login');
	const begun = Date.now();
	await amina.get('/requests');
	const took = Date.now() - begun;
	is(amina.status, 200, 'another page of hers is there');
	// Who waits for the row waits for lock_timeout, a second, at the least.
	ok(took < 1000, `without waiting for the deed (${took} ms)`);
	deed.stdin.end('rollback;\n');
});

await story('whoever is erased while they write', async () => {
	const address = `goes.${Date.now() % 1e8}@example.org`;
	const person = one(`select set_config('app.community', '1', false) \\g /dev/null
	    insert into data.people (community_id, name) values (1, 'Greta Goes') returning id as p \\gset
	    insert into data.accounts (person_id, community_id, address, password_hash) select :p, 1, :'address', password_hash
	    from data.accounts where address = 'amina@example.org'; select :p`, { address });
	const greta = new Browser();
	await greta.signIn(address, PASSWORD);
	await greta.get('/me');
	const before = rows();
	// As an erase does that is about to end; by itself, whatever is thrown here.
	const erase = spawn('psql', ['-XqAtc', `begin; select from data.people where id = ${person} for update;
	    update data.people set state = 'erased' where id = ${person}; select pg_sleep(0.8); commit`], { stdio: 'ignore' });
	ok(await until(() => one(`select count(*) from pg_stat_activity where query like '%= ${person} for update%'
	    and wait_event = 'PgSleep' and pid <> pg_backend_pid()`) === '1', 5), 'is held');
	erase.unref();
	await greta.submit('/me', { name: 'Greta who writes' });
	is([greta.redirects.length > 0, greta.path], [true, '/sign-in'], 'their deed has not happened');
	is(rows(), before, 'and what they typed is not kept');
	is(one("select name from data.people where id = :'person'", { person }), 'Greta Goes', 'anywhere');
});
