// The steward is killed every moment while people ask for all that we have
// about them, erase themselves, or are erased for their time is over: each
// archive is made once, mailed once and opens once, each key that was to go is
// gone, and nobody else's.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';

import { Browser } from '../lib/browser.mjs';
import { mails } from '../lib/mail.mjs';
import { ahead, hold, kill, lives, one, processOf, sealed, sql, until } from '../lib/stack.mjs';
import { diag, is, ok, story } from '../lib/tap.mjs';
import { opened } from '../lib/vault.mjs';

const { NC_HOME, NC_STACK } = process.env;
const keys = `${NC_STACK}/keys`, drafts = `${NC_STACK}/drafts`;
const { uid, gid } = statSync(keys);
mkdirSync(drafts);
chownSync(drafts, uid, gid);

// Who asks, who asks and does not come back, who goes, who was long away.
const KINDS = { asks: 50, leaves_it: 10, goes: 20, away: 8 };
const number = (n) => `07700 ${900000 + n}`;
const people = Object.entries(KINDS).flatMap(([kind, n]) => Array.from({ length: n }, () => kind)).map((kind, n) => ({
	kind, phone: number(n), address: `p${n}@archives.example`, token: randomBytes(32).toString('hex') }));
const hash = (text) => execFileSync('b2sum', ['-l', '256'], { input: text, encoding: 'utf8' }).split(' ')[0];
for (const p of people) {
	p.id = one(`with p as (insert into data.people (community_id, name) values (1, 'Somebody') returning id)
	    insert into data.accounts (person_id, community_id, address, phone) select id, 1, :'address', :'phone' from p returning person_id`, p);
	if (p.kind !== 'away')
		sql(`insert into data.logins (community_id, person_id, token_hash, ends_at)
		    values (1, :'id'::bigint, :'token', now() + interval '9 days')`, { id: p.id, token: hash(p.token) });
}
await sealed();
for (const p of people)
	p.vault = one("select vault from data.accounts where person_id = :'id'::bigint", p);
const of = (kind) => people.filter((p) => p.kind === kind);
const mine = (kind) => `(${of(kind).map((p) => p.id).join()})`;
const file = (p) => existsSync(`${keys}/people/${p.vault}`);

// The stack's own steward is held down; these are ours.
hold('steward');
const theirs = processOf('steward');
kill('steward', 'SIGTERM');
await until(() => !lives(theirs), 10);
sql(`update data.people set created_at = now() - interval '800 days' where id in ${mine('away')};
    update data.accounts set warned_at = now() - interval '40 days' where person_id in ${mine('away')}`);

function steward() {
	const child = spawn(`${NC_HOME}/build/bin/steward`, { cwd: NC_HOME, stdio: 'ignore', uid, gid,
	    env: { ...process.env, TMPDIR: drafts } });
	child.gone = once(child, 'exit');
	return child;
}
async function ended(child, signal = 'SIGTERM') {
	child.kill(signal);
	await child.gone;
}

// One after the other, each for a moment, for so long, and until it is over
// and enough has come of it.
async function killed(seconds, over = Promise.resolve(), enough = () => true) {
	const begun = Date.now();
	let kills = 0, on = true;
	over.finally(() => on = false).catch(() => 0);
	while (on || Date.now() < begun + seconds * 1000 || !enough() && Date.now() < begun + 90000) {
		const child = steward();
		// every other one comes as far as to what it was asked for
		await rest(30 + Math.random() * (kills % 2 ? 120 : 700 + 10 * kills));
		await ended(child, 'SIGKILL');
		kills++;
	}
	await over;
	return kills;
}

function browser(p) {
	const b = new Browser();
	b.cookies.set('__Host-login', p.token);
	return b;
}
async function asks(p) {
	const b = browser(p);
	await b.get('/me/archive');
	await b.submit('/me/archive', {});
}
async function goes(p) {
	const b = browser(p);
	await b.get('/me/erasure/sure');
	await b.submit(/sure$/, { sure: 'yes' });
	p.gone = b.says('your account is gone');
}

// So many at once.
async function each(all, act, width = 4) {
	const left = [...all];
	await Promise.all(Array.from({ length: width }, async () => {
		while (left.length)
			await act(left.shift());
	}));
}
const states = (kind) => sql(`select state, count(*) from data.exports where person_id in ${mine(kind)} group by 1 order by 1`);
const doomed = () => one('select count(*) from data.keys_to_destroy');
const names = 'select vault from data.accounts union select vault from data.groups union select vault from data.sign_ins union select vault from data.exports where archive is not null';
// As the folder's owner may not list it, root alone sees these.
const strays = () => {
	const known = new Set(sql(names).map(([name]) => name));
	return process.getuid() === 0 ? readdirSync(`${keys}/people`).filter((name) => !known.has(name)) : [];
};
const before = strays();
const listed = () => new Set(readFileSync(`${keys}/erased`, 'utf8').split('\n').map((line) => line.split(' ')[0]));
const kept = (where = 'true') => sql(`select vault, phone from data.accounts where phone <> '' and ${where}`);

let child;
await story('killed while they ask and go', async () => {
	const acts = each([...of('asks'), ...of('leaves_it'), ...of('goes')].sort((a, b) => a.token < b.token ? -1 : 1),
	    (p) => p.kind === 'goes' ? goes(p) : asks(p));
	const made = () => Number(one("select count(*) from data.exports where state = 'made'"));
	const kills = await killed(15, acts, () => made() >= 3);
	diag(`the steward was killed ${kills} times; left to make: ${states('asks')} ${states('leaves_it')}; keys to destroy: ${doomed()}`);
	ok(kills >= 20 && made() >= 3 && made() < 60, 'it was killed often, and amid it');
	ok(of('goes').every((p) => p.gone), 'who went was told so');
	child = steward();
	ok(await until(() => one("select count(*) from data.exports where state = 'asked'") === '0', 60), 'left alone it makes what is left');
	ok(await until(() => doomed() === '0', 30), 'and destroys what is left');
	is([states('asks'), states('leaves_it')], [[['made', '50']], [['made', '10']]], 'each archive is there');
	is(sql(`select subject_id from data.audit where deed = 'exports_made' group by subject_id having count(*) > 1`), [], 'made once');
	is(one(`select count(*) from data.audit where deed = 'exports_made' and subject_id in ${mine('asks')}`), '50', 'as the trail says');
	ok(await until(() => one("select count(*) from data.outbox where kind = 'export_ready' and state = 'waiting'") === '0', 30), 'the mails go out');
	is([...of('asks'), ...of('leaves_it')].filter((p) => mails(p.address).filter((m) => /have about you/.test(m.subject + m.text)).length !== 1).map((p) => p.address), [], 'one to each');
	is(of('goes').filter((p) => !listed().has(p.vault)).length, 0, 'who went is in the list of the erased');
	is(of('goes').filter(file).length, 0, 'and their keys are gone');
	is(one(`select count(*) from data.people where state = 'erased' and id in ${mine('goes')}`), '20', 'as they are');
});

await story('each opens once', async () => {
	const ends = [], zip = `${NC_STACK}/one.zip`;
	for (const p of of('asks')) {
		const b = browser(p);
		await b.get('/me/archive');
		const form = b.forms.find((f) => /NC-/.test(f.action));
		// once, and again from another page of theirs
		const fetched = () => {
			const body = b.filled(form);
			body.set('op', randomBytes(16).toString('hex'));
			return b.raw('POST', form.action, { body, headers: { origin: b.base, 'sec-fetch-site': 'same-origin' } });
		};
		const first = await fetched(), second = await fetched();
		writeFileSync(zip, first.bytes);
		const json = JSON.parse(execFileSync('unzip', ['-p', zip, 'everything.json']));
		ends.push([first.headers['content-type'], json.tables.accounts.rows[0].phone === p.phone, second.status]);
	}
	unlinkSync(zip);
	is(ends.filter((e) => e[0] !== 'application/zip' || !e[1] || e[2] !== 303), [], 'with the number in it, and not again');
	is(ends.length, 50, 'for everybody');
	is(states('asks'), [['taken', '50']], 'all are taken');
	ok(await until(() => doomed() === '0', 30), 'their keys go');
});

// What somebody with its memory, or a look at the disk, would find.
function remembered(pid) {
	const memory = openSync(`/proc/${pid}/mem`, 'r'), found = [];
	for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
		const [, from, to, rights] = /^(\w+)-(\w+) (\S+)/.exec(line) ?? [];
		if (!rights?.startsWith('rw') || /\[v/.test(line))
			continue;
		const bytes = Buffer.alloc(Number(BigInt(`0x${to}`) - BigInt(`0x${from}`)));
		readSync(memory, bytes, 0, bytes.length, BigInt(`0x${from}`));
		found.push(...[...of('asks'), ...of('leaves_it')].filter((p) => bytes.includes(p.phone)).map((p) => `${p.phone} in ${line}`));
	}
	closeSync(memory);
	return found;
}
await story('nothing of them is left lying about', async () => {
	const last = of('asks')[0];
	sql("delete from data.exports where person_id = :'id'::bigint", last);
	await asks(last);
	ok(await until(() => states('asks').join().includes('made,1'), 20), 'one more is made');
	is(remembered(child.pid).slice(0, 5), [], 'the steward has wiped what it opened');
	is(readdirSync(drafts), [], 'there is no temporary file');
	const grep = execFileSync('sh', ['-c', `grep -rlE '07700 900[0-9]{3}|everything.json' --exclude-dir=pg --exclude-dir=app '${NC_STACK}' || true`], { encoding: 'utf8' });
	is(grep.split('\n').filter((path) => path !== '' && people.some((p) => readFileSync(path).includes(p.phone))), [], 'and no number in any file of the stack');
});

await story('killed while their time ends', async () => {
	await ended(child);
	const gone = sql(`select vault from data.exports where archive is not null`).map(([vault]) => vault);
	is(gone.length, 11, 'some archives nobody came for');
	ahead('25 hours');
	const kills = await killed(6);
	diag(`killed ${kills} times; still here: ${of('away').filter(file).length} keys of those long away, ${gone.filter((vault) => file({ vault })).length} of archives`);
	child = steward();
	const erased = () => one(`select count(*) from data.people where state = 'erased' and id in ${mine('away')}`);
	ok(await until(() => (child.kill('SIGUSR1'), erased() === '8' && doomed() === '0'), 60), 'left alone it comes to an end');
	is(states('leaves_it'), [['expired', '10']], 'the archives are over');
	is(gone.filter((vault) => file({ vault })), [], 'their keys gone');
	is(gone.filter((vault) => listed().has(vault)), [], 'which are no person’s');
	is(of('away').filter((p) => file(p) || !listed().has(p.vault)).length, 0, 'so are those of who was away too long');
	await ended(child);
	ahead('0');
});

await story('and nobody else lost a thing', async () => {
	const all = kept();
	ok(all.length > KINDS.asks + KINDS.leaves_it, `${all.length} others have a number`);
	is(all.filter(([vault, phone]) => /^does not open/.test(opened(keys, 'accounts.phone', vault, phone))), [], 'which opens');
	is([...of('asks'), ...of('leaves_it')].filter((p) => opened(keys, 'accounts.phone', p.vault, one("select phone from data.accounts where person_id = :'id'::bigint", p)) !== p.phone), [], 'to what it was');
	is(one('select count(*) from data.accounts a where a.vault in (select e from unnest(:\'list\'::text[]) e)', { list: `{${[...listed()].filter((s) => s).join()}}` }), '0', 'nobody who is here is in the list');
	is(strays().filter((name) => !before.includes(name)), [], 'no key is left that nobody has');
});
