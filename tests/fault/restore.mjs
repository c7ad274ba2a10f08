// The drill: a copy, work after it, a table dropped by mistake, and back to
// the second before, with all that was acknowledged by then.
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync, utimesSync,
	writeFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';

import { Browser, signedIn } from '../lib/browser.mjs';
import { ended, hold, kill, letGo, lives, nocape, one, processOf, sql, until } from '../lib/stack.mjs';
import { diag, is, like, ok, story } from '../lib/tap.mjs';

const { NC_CONF, NC_HOME, NC_STACK } = process.env;
const { uid, gid } = statSync(`${NC_STACK}/keys`);
const folder = `${NC_STACK}/backup`;
const key = `${NC_STACK}/elsewhere.key`;
const files = (below = '') => existsSync(`${folder}/${below}`) ? readdirSync(`${folder}/${below}`).sort() : [];
const bases = () => files().filter((name) => name.startsWith('base-'));
const answers = () => until(async () => (await new Browser().get('/readyz')).status === 200, 30);
const now = () => one('select clock_timestamp()');

// As somebody who runs PostgreSQL does it.
async function restarted(between = () => {}) {
	const before = processOf('postgres');
	hold('postgres');
	kill('postgres', 'SIGINT');
	ok(await until(() => !lives(before), 20), 'PostgreSQL ends');
	between();
	letGo('postgres');
	ok(await until(() => one('select 1') === '1', 30), 'and is there again');
}
function made(secret) {
	execFileSync('age-keygen', ['-o', secret], { stdio: 'ignore' });
	chownSync(secret, uid, gid);
	return execFileSync('age-keygen', ['-y', secret], { encoding: 'utf8' }).trim();
}
function set(changes) {
	writeFileSync(NC_CONF, Object.entries(changes).reduce((text, [name, value]) =>
	    text.replace(new RegExp(`^${name} =.*`, 'm'), `${name} = ${value}`), readFileSync(NC_CONF, 'utf8')));
}

await story('nothing is copied where nobody said where to, or to whom', async () => {
	like(ended('backup')[1], /"backup_folder" and "backup_key" are empty/, 'without settings');
	like(nocape('check'), /^backups +none: "backup_folder" is empty$/m, 'which the check tells');
	set({ backup_folder: folder });
	like(ended('backup')[1], /go together: set both, or none/, 'a folder without a key');
	set({ backup_folder: 'var/backup', backup_key: made(key) });
	like(ended('backup')[1], /should be a whole path/, 'a folder that is elsewhere for PostgreSQL');
	set({ backup_folder: folder });
	like(ended('backup')[1], /archive_mode and archive_command/, 'a PostgreSQL that keeps no log');
	like(ended('check')[1], /^backups +none yet: nocape backup$/m, 'and no copy yet');
});

let id, at;
await story('a copy is made while people work', async () => {
	appendFileSync(`${NC_STACK}/pg/postgresql.conf`, readFileSync(`${NC_HOME}/conf/postgresql.conf`, 'utf8')
	    .match(/^#archive_.*$/mg).join('\n').replace(/^#/mg, '')
	    .replace('nocape -c nocape.conf', `${NC_HOME}/build/bin/nocape -c ${NC_CONF}`) + '\n');
	await restarted();
	ok(await answers(), 'the site too');
	const amina = await signedIn('amina');
	await amina.get('/me');
	await amina.submit('/me', { phone: '07700 900111' });
	like(nocape('backup'), /base-\d{8}T\d{6}Z-\d{8}T\d{6}Z\.tar\.zst\.age: \d+ bytes in \d+ s\.$/m, 'it says where and how big');
	is(bases().length, 1, 'it is there');
	is(files('keys').length, 1, 'and so are the keys');
	is(statSync(`${folder}/${bases()[0]}`).mode & 0o777, 0o600, 'for nobody else');
	is((statSync(`${NC_STACK}/keys/people`).mode & 0o777).toString(8), '300', 'the folder of people’s keys is closed again');
	like(nocape('check'), /^backups +fine$/m, 'the check is content');
	const ruth = await signedIn('ruth');
	await ruth.get('/desk');
	ok(ruth.says('last copied to a safe place on') && !ruth.says('longer ago than it should be'), 'and the desk reads of it');
	sql("update data.backups set begun_at = begun_at - interval '27 hours', ended_at = ended_at - interval '27 hours'");
	await ruth.get('/desk');
	ok(ruth.says('longer ago than it should be'), 'also that the last one is long ago');
});

await story('what was done is away from here soon', async () => {
	id = one("insert into data.desk_notes (community_id, kind, subject_id, author_id, body) select 1, 'person', 1, (select person_id from data.accounts where address = 'ruth@example.org'), 'after the copy' returning id");
	const begun = Date.now(), segment = one('select pg_walfile_name(pg_current_wal_lsn())');
	const away = await until(() => files('wal').some((name) => name.startsWith(segment) && name.endsWith('.age')), 60);
	diag(`it took ${((Date.now() - begun) / 1000).toFixed(1)} s`);
	ok(away, 'within the minute that we promise');
});

await story('and back, to the second before a table was dropped', async () => {
	const tom = await signedIn('tom');
	await tom.get('/me');
	await tom.submit('/me', { name: 'Tom the Restored' });
	const counts = (names) => names.map((name) => [name, one(`select count(*) from data.${name}`)]);
	const tables = sql("select relname from pg_class where relnamespace = 'data'::regnamespace and relkind = 'r'").map(([name]) => name)
	    .filter((name) => !['outbox', 'kept_forms', 'figures', 'tries', 'operations', 'seals', 'audit_heads', 'sign_ins', 'retention'].includes(name));
	const before = counts(tables);
	await rest(1100);
	at = now();
	await rest(1100);
	sql('drop table data.messages cascade');
	is((await new Browser().get('/readyz')).status, 200, 'the site does not notice at first');
	sql('select pg_switch_wal()');
	const segment = one('select pg_walfile_name(pg_current_wal_lsn())');
	sql("insert into data.desk_notes (community_id, kind, subject_id, author_id, body) select 1, 'person', 1, author_id, 'too late' from data.desk_notes limit 1; select pg_switch_wal()");
	ok(await until(() => files('wal').some((name) => name.startsWith(segment) && name.endsWith('.age')), 30), 'the log is away');

	const to = new Date(at.replace(' ', 'T') + ':00').toISOString().replace(/\.\d+/, '');
	const back = `${NC_STACK}/pg.back`;
	const other = `${NC_STACK}/other.key`;
	made(other);
	like(ended('restore', '--key', key, '--to', 'yesterday', back)[1], /use it like this/, 'a moment is told to the second');
	like(ended('restore', '--key', key, '--to', '2020-01-01T00:00:00Z', back)[1], /no backup ended before that/, 'there is none before the first');
	like(ended('restore', '--key', key, '--to', to, `${NC_STACK}/pg`)[1], /a new folder, or an empty one/, 'nothing that is there is written over');
	like(ended('restore', '--key', other, '--to', to, back)[1], /cannot be brought back: what is above/, 'with another key nothing opens');
	rmSync(back, { recursive: true, force: true });
	const begun = Date.now();
	like(nocape('restore', '--key', key, '--to', to, back), /is the cluster as it was at/, 'one command');
	diag(`${((Date.now() - begun) / 1000).toFixed(1)} s for ${(statSync(`${folder}/${bases()[0]}`).size / 1e6).toFixed(1)} MB`);
	await restarted(() => {
		renameSync(`${NC_STACK}/pg`, `${NC_STACK}/pg.lost`);
		renameSync(back, `${NC_STACK}/pg`);
	});
	nocape('migrate');
	is(counts(tables), before, `${tables.length} tables hold what they held`);
	is(one("select body from data.desk_notes where id = :'id'", { id }), 'after the copy', 'also what came after the copy');
	is(one("select count(*) from data.desk_notes where body = 'too late'"), '0', 'and nothing of what came later');
	ok(await answers(), 'the site answers');
	const again = await signedIn('tom');
	await again.get('/me');
	ok(again.html.includes('Tom the Restored'), 'Tom signs in and finds what he wrote');
	const ruth = await signedIn('ruth');
	for (const path of ['/desk', '/tasks', '/privacy', '/what-came-of-it'])
		is((await ruth.get(path)).status, 200, path);
	const amina = await signedIn('amina');
	await amina.get('/me');
	ok(amina.html.includes('07700 900111'), 'what was sealed opens');
	like(ended('audit', 'verify')[1], /^The trail is whole/, 'and the trail is whole');
});

await story('its own log goes on from there', async () => {
	const before = bases().length;
	await rest(1100);
	// keys come and go meanwhile
	const busy = spawn('bash', ['-c', `cd ${NC_STACK}/keys/people && while :; do touch busy; rm busy; done`], { uid, gid, stdio: 'ignore' });
	try {
		is(ended('backup')[0], 0, 'a copy while people come and go');
	} finally {
		busy.kill('SIGKILL');
	}
	const [newest] = files('keys').slice(-1);
	const kept = execFileSync('bash', ['-c', `age -d -i ${key} ${folder}/keys/${newest} | tar -t`], { encoding: 'utf8' });
	ok(/^\.\/master\.\d+$/m.test(kept) && kept.match(/^\.\/people\/[0-9a-f]{32}$/mg).length > 50, 'the keys are in it');
	is(bases().length, before + 1, 'a second copy');
	like(nocape('check'), /^backups +fine$/m, 'fine again');
	ok(files('wal').some((name) => name.startsWith('00000002.history-')), 'with the history of the first');
});

await story('PostgreSQL is never told that something is kept when it is not', async () => {
	const wal = files('wal').filter((name) => /^0{7}2[0-9A-F]{16}-/.test(name)).pop(), name = wal.slice(0, 24);
	const got = `${NC_STACK}/mail/got`, other = `${NC_STACK}/mail/other`;
	is(ended('wal', 'get', name, got, key), [0, ''], 'a segment comes back');
	chownSync(got, uid, gid);
	is(ended('wal', 'put', got, name), [0, ''], 'the same once more is fine');
	is(files('wal').filter((f) => f.startsWith(`${name}-`)).length, 1, 'and is there once');
	writeFileSync(other, 'something else');
	like(ended('wal', 'put', other, name)[1], /two servers cannot have one backup_folder/, 'another of that name is refused');
	is(ended('wal', 'get', '0000000200000000000000FF', got, key), [1, ''], 'one that is not there ends a recovery in order');
	is(ended('wal', 'put', got, '../x')[0], 1, 'a name is a name');
	truncateSync(`${folder}/wal/${wal}`, 1000);
	is(ended('wal', 'get', name, got, key)[0], 126, 'one that cannot be opened stops it');
});

await story('old ones go', async () => {
	const day = 86400, ago = (n) => new Date(Date.now() - n * day * 1000);
	const stamp = (n) => ago(n).toISOString().replace(/[-:]|\.\d+/g, '');
	const put = (name, n) => {
		mkdirSync(`${folder}/${name}`.replace(/\/[^/]+$/, ''), { recursive: true });
		writeFileSync(`${folder}/${name}`, 'x');
		utimesSync(`${folder}/${name}`, ago(n), ago(n));
	};
	const base = (n) => `base-${stamp(n)}-${stamp(n - 0.01)}.tar.zst.age`;
	const old = base(40), young = base(20);
	const segment = (n) => `wal/0000000100000000000000${n}-0123456789abcdef.zst.age`;
	put(old, 40);
	put(young, 20);
	put(segment('A1'), 35);
	put(segment('A2'), 15);
	put('wal/00000009.history-0123456789abcdef.zst.age', 99);
	put('keys/keys-1.tar.age', 8);
	put('keys/keys-2.tar.age', 6);
	put('base.77.part', 2);
	for (const below of ['', 'wal/', 'keys/'])
		put(`${below}notes of mine`, 99);
	nocape('backup');
	is([old, young, segment('A1'), segment('A2'), 'wal/00000009.history-0123456789abcdef.zst.age', 'keys/keys-1.tar.age', 'keys/keys-2.tar.age', 'base.77.part', 'notes of mine', 'wal/notes of mine', 'keys/notes of mine']
	    .map((name) => existsSync(`${folder}/${name}`)), [false, true, false, true, true, false, true, false, true, true, true],
	'copies after 30 days, the log since the oldest, keys after seven; nothing that is not ours');
	set({ backup_days: 1 });
	for (const name of bases())
		renameSync(`${folder}/${name}`, `${folder}/${name.includes(stamp(20).slice(0, 8)) ? base(12) : base(11)}`);
	const [last] = bases().slice(-1);
	set({ backup_key: 'age1nonsense' });
	like(ended('backup')[1], /malformed recipient[^]*did not come about/, 'a key that is none');
	is(bases().includes(last), true, 'a copy that does not come about takes none away');
	is(files().filter((name) => name.endsWith('.part')), [], 'and leaves nothing half');
});
