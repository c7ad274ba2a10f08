// A database as the last release left it, with thousands of numbers and
// streets in plain, is brought to this one; whoever does it is killed again
// and again.  What is half done is never seen, and in the end all is sealed,
// once, and opens to what it was.  So do they when the steward seals them, and
// when the master key is turned.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';

import { until } from '../lib/stack.mjs';
import { diag, is, ok, story } from '../lib/tap.mjs';
import { opened } from '../lib/vault.mjs';

const { NC_CONF, NC_HOME, NC_RELEASE, NC_STACK } = process.env;
const PEOPLE = 2000, GROUPS = 600, CODES = 100;
const RELEASED = 5; // so many migrations had run
const conf = `${NC_STACK}/old.conf`;
let keys;
const { uid, gid } = statSync(`${NC_STACK}/keys`);

const SEALS = RELEASED + 1; // this one lays plain values aside
const migrations = readdirSync(`${NC_HOME}/sql/migrations`).filter((name) => name.endsWith('.sql')).sort();
const path = (name) => `sql/migrations/${name}`;

// In one of our own databases.
function old(text, database = 'old', as = 'postgres') {
	const out = execFileSync('psql', ['-XqAt', '-F', '\x1f', '-R', '\x1e', '-v', 'ON_ERROR_STOP=1', '-d', database, '-U', as],
	    { input: text, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, PGOPTIONS: '-c client_min_messages=warning' } });
	return out === '' ? [] : out.replace(/\n$/, '').split('\x1e').map((row) => row.split('\x1f'));
}
const value = (text, database) => old(text, database)[0]?.[0];


// As its user; killed after so many milliseconds, if it has not ended then.
async function run(program, words, after = 60000) {
	const child = spawn(`${NC_HOME}/build/bin/${program}`, words, { cwd: NC_HOME, uid, gid,
	    stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NOCAPE_CONF: conf } });
	let said = '';
	child.stderr.on('data', (text) => said += text);
	const gone = once(child, 'close');
	const timer = setTimeout(() => child.kill('SIGKILL'), after);
	const [status] = await gone;
	clearTimeout(timer);
	return { status, said };
}

// What PostgreSQL does for who was killed ends a little later.
const quiet = () => until(() => value("select count(*) from pg_stat_activity where datname = 'old'", 'postgres') === '0', 20);

// All that stands in the schema of the tables, as one word.
const shape = (database = 'old') => createHash('sha256').update(JSON.stringify(old(`
    select c.relname, c.relkind, c.relforcerowsecurity, a.attname, a.atttypid::regtype, a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'data'::regnamespace order by 1, 2, 4;
    select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'data'::regnamespace order by 1, 2;
    select tgrelid::regclass, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1, 2;
    select tablename, policyname, roles, qual, with_check from pg_policies where schemaname = 'data' order by 1, 2;
    select proname, proowner::regrole, md5(prosrc) from pg_proc where pronamespace = 'data'::regnamespace order by 1, 3;
    select kind, was, becomes from data.transitions order by 1, 2, 3`, database))).digest('hex');

// What is written down, before anything of it is sealed.
const number = (n) => `0${1000000 + n} ext. ${n}`, street = (n) => `${n} Größe Street`, notes = (n) => `Ring ${n} times;\nthen wait.`;
const inPlain = (of = '') => `insert into data.people (community_id, name) select 1, 'Person ' || n from generate_series(1, ${PEOPLE}) n;
    insert into data.accounts (person_id, community_id, address, phone)
    select p.id, 1, 'a' || p.id || '@old.example', '0' || 1000000 + p.id || ' ext. ' || p.id from data.people p where not exists (select from data.accounts a where a.person_id = p.id);
    insert into data.groups (community_id, name, does, street, entry_notes) select 1, 'New ${of}' || n, 'x', '-', '-' from generate_series(1, ${GROUPS}) n;
    update data.groups set street = id || ' Größe Street', entry_notes = case when id % 3 > 0 then 'Ring ' || id || E' times;\\nthen wait.' else '' end where name like 'New ${of}%';
    insert into data.sign_ins (community_id, address, browser_hash, code_hash, ends_at, phone)
    select 1, 'code' || n || '@old.example', 'b', 'c', now() + interval '1 hour', '-' from generate_series(1, ${CODES}) n;
    update data.sign_ins set phone = '0' || 1000000 + id || ' ext. ' || id;`;

// Each value where it is: place, row, key, sealed value, what waits in plain.
const VALUES = `select v.place, v.id, v.vault, v.value, coalesce(w.plain, '')
    from (select 'accounts.phone' as place, person_id as id, vault, phone as value from data.accounts
    union all select 'groups.street', id, vault, street from data.groups
    union all select 'groups.entry_notes', id, vault, entry_notes from data.groups
    union all select 'sign_ins.phone', id, vault, phone from data.sign_ins) v
    left join data.to_seal w on w.place = v.place and w.row_id = v.id`;
const meant = (place, id) => place === 'groups.street' ? street(id) :
    place !== 'groups.entry_notes' ? number(Number(id)) : id % 3 > 0 ? notes(id) : '';
const reads = ([place, , vault, sealed]) => sealed === '' ? '' : opened(keys, place.replace('sign_ins', 'accounts'), vault, sealed);

// What is neither in plain as it was, waiting, nor sealed and opens to it.
const lost = (every = 1) => old(VALUES).filter((row, n) => n % every === 0)
    .map((row) => ({ row, seen: row[4] || reads(row), both: row[4] !== '' && row[3] !== '' }))
    .filter(({ row, seen, both }) => both || seen !== meant(row[0], row[1])).slice(0, 5);
const wait = () => Number(value('select count(*) from data.to_seal'));

async function whole(what) {
	is(wait(), 0, `${what}: nothing waits to be sealed`);
	is(lost(), [], 'each opens to what it was');
	is(value("select count(*) from data.accounts a where a.vault = ''"), '0', 'everybody has a key');
	is(old('select vault from (select vault from data.accounts union all select vault from data.groups union all select vault from data.sign_ins) v group by 1 having count(*) > 1'), [], 'of their own');
}

// The databases: as the last release left them, without anybody and with
// thousands; and what each further step makes of one.
function step(database, name) {
	const file = `${NC_HOME}/${path(name)}`;
	const hash = execFileSync('b2sum', ['-l', '256', file], { encoding: 'utf8' }).split(' ')[0];
	old(`begin; ${readFileSync(file, 'utf8')}; insert into books.migrations (name, hash) values ('${path(name)}', '${hash}'); commit`, database, 'nocape_migrate');
}
function copied(from, database) {
	old(`drop database if exists ${database} with (force)`, 'postgres');
	old(`create database ${database} template ${from} owner nocape_owner`, 'postgres');
}
old('create database bare', 'postgres');
old(readFileSync(`${NC_HOME}/sql/roles.sql`, 'utf8'), 'bare');
old(readFileSync(`${NC_HOME}/sql/start.sql`, 'utf8'), 'bare', 'nocape_migrate');
migrations.slice(0, RELEASED).forEach((name) => step('bare', name));
copied('bare', 'crowded');
old(`insert into data.communities (key, name) values ('wendle', 'Wendle Valley'); ${inPlain()}`, 'crowded');
copied('bare', 'pattern');
const steps = migrations.map((name, n) => {
	if (n >= RELEASED)
		step('pattern', name);
	return shape('pattern');
});

// A copy of one, with keys and settings of its own.
let times = 0;
function afresh(from) {
	copied(from, 'old');
	keys = `${NC_STACK}/old-${++times}`;
	mkdirSync(keys, { mode: 0o700 });
	chownSync(keys, uid, gid);
	writeFileSync(conf, readFileSync(NC_CONF, 'utf8').replace(/^database_name =.*/m, 'database_name = old')
	    .replace(/^keys_folder =.*/m, `keys_folder = ${keys}`).replace(/^mail_folder =.*/m, `mail_folder = ${keys}/mail`)
	    .replace(/^audit_file =.*/m, `audit_file = ${keys}/heads`), { mode: 0o644 });
}

// The release's functions; '' when it is not there.
const functions = () => value(`select md5(string_agg(proname || md5(prosrc), ' ' order by proname, md5(prosrc)))
    from pg_proc where pronamespace = (select oid from pg_namespace where nspname = '${NC_RELEASE}')`);
const ran = () => Number(value('select count(*) from books.migrations'));

// How long it takes when nobody is in its way.
async function timed(from) {
	afresh(from);
	const begun = Date.now();
	const { status, said } = await run('nocape', ['migrate']);
	is([status, said], [0, ''], 'left alone it ends well');
	is(shape(), steps.at(-1), 'and the tables are what the migrations make');
	return Date.now() - begun;
}
let made;

await story('killed while migrations run', async () => {
	const takes = await timed('bare');
	made = functions();
	const at = new Set(), half = [];
	let kills = 0;
	for (let n = 0; n < 24 || n < 100 && at.size < 4; n++) {
		// every third time it goes on from where it was
		if (n % 3 === 0)
			afresh('bare');
		kills += (await run('nocape', ['migrate'], takes * Math.random() * (n % 2 ? 0.5 : 0.25))).status === null;
		ok(await quiet(), 'PostgreSQL is done with it');
		at.add(ran());
		if (shape() !== steps[ran() - 1])
			half.push(`after ${ran()} migrations`);
		if (!['', made].includes(functions()))
			half.push('the release');
	}
	diag(`takes ${takes} ms; killed ${kills} times, after so many migrations: ${[...at].sort().join(' ')}`);
	ok(kills >= 10 && at.size >= 4, 'it was killed at several of them');
	is(half, [], 'each is there or not, never half');
	is((await run('nocape', ['migrate'])).status, 0, 'then it ends well');
	is([shape(), functions()], [steps.at(-1), made], 'and is what it would have been');
});

await story('killed while it seals what stood in plain', async () => {
	const takes = await timed('crowded');
	await whole('left alone');
	let kills = 0, amid = 0;
	const half = [];
	for (let n = 0, ended = true; n < 100 && (kills < 12 || amid < 3 || !ended); n++) {
		if (ended)
			afresh('crowded');
		ended = (await run('nocape', ['migrate'], takes * (0.05 + 0.15 * Math.random()))).status !== null;
		kills += !ended;
		ok(await quiet(), 'PostgreSQL is done with it');
		if (ran() < SEALS) {
			half.push(...old("select phone from data.accounts where phone !~ '^0[0-9]+ ext'"));
			continue;
		}
		amid += wait() > 0 && old(VALUES).some((row) => row[3] !== '');
		half.push(...lost(37));
	}
	diag(`takes ${takes} ms; killed ${kills} times, ${amid} of them amid the sealing`);
	ok(kills >= 12 && amid >= 3, 'it was killed amid it');
	is(half, [], 'nothing was ever lost');
	is((await run('nocape', ['migrate'])).status, 0, 'then it ends well');
	is([shape(), functions()], [steps.at(-1), made], 'and is what it would have been');
	await whole('killed and run again');
});

// The release before writes on while this one starts.
await story('so does the steward', async () => {
	old(inPlain('too '));
	const before = wait();
	ok(before > PEOPLE, `${before} wait`);
	let kills = 0, amid = 0;
	const begun = Date.now();
	while (wait() > 0 && Date.now() - begun < 60000) {
		const { status } = await run('steward', [], 100 + Math.random() * 500);
		kills += status === null;
		const waits = wait();
		amid += waits > 0 && waits < before;
	}
	diag(`killed ${kills} times, ${amid} of them amid it`);
	ok(amid >= 3, 'it was killed amid the sealing');
	const last = spawn(`${NC_HOME}/build/bin/steward`, [], { cwd: NC_HOME, uid, gid, stdio: 'ignore', env: { ...process.env, NOCAPE_CONF: conf } });
	try {
		ok(await until(() => (last.kill('SIGUSR1'), value("select count(*) from data.accounts where vault = ''") === '0'), 30), 'left alone it gives keys to who has none');
	} finally {
		last.kill();
		await once(last, 'exit');
	}
	await whole('sealed by the steward');
});

await story('a turn of the master key', async () => {
	const masters = () => readdirSync(keys).filter((name) => name.startsWith('master.')).sort();
	const before = masters();
	const begun = Date.now();
	is((await run('nocape', ['keys', 'rotate'])).status, 0, 'ends well');
	const takes = Date.now() - begun;
	is([masters().length, masters()[0] === before[0]], [1, false], 'the old one is gone');
	let kills = 0, two = 0;
	for (let n = 0; n < 60 && (kills < 12 || two < 5); n++) {
		kills += (await run('nocape', ['keys', 'rotate'], takes * Math.random() * 0.6)).status === null;
		two += masters().length > 1;
		const half = lost(37);
		if (half.length)
			is(half, [], 'each opens in between');
	}
	diag(`a turn takes ${takes} ms; killed ${kills} times, ${two} of them between two master keys`);
	ok(kills >= 12 && two >= 5, 'it was killed amid it');
	// What somebody else may still be writing is left alone for 5 seconds.
	await rest(6000);
	is((await run('nocape', ['keys', 'rotate'])).said, '', 'run again it ends');
	is(masters().length, 1, 'with one master key');
	is(lost(), [], 'and each opens');
	if (process.getuid() === 0)
		is(readdirSync(`${keys}/people`).filter((name) => !/^[0-9a-f]{32}$/.test(name)), [], 'nothing half written is left');
});
