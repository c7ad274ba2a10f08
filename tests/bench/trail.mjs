// What a long audit trail costs: how fast the steward seals it, how long
// `nocape audit verify` takes on it, whole and with a row edited in the
// middle, and how much memory.
//
//	tests/lib/stack node tests/bench/trail.mjs [ROWS]
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';

import { ahead, clocks, one, sql, took } from '../lib/stack.mjs';

const { NC_HOME, NC_STACK } = process.env;
const rows = Number(process.argv[2] ?? 1e6);
const say = (what, value, unit) => console.log(`${what.padEnd(44)} ${String(value).padStart(12)} ${unit}`);

sql(`insert into data.audit (community_id, person_id, role, deed, kind, subject_id, why, visit)
    select 1, 1 + n % 900, 'member', 'messages_new', 'request', n % 5000,
    case when n % 10 = 0 then 'because it was asked for' else '' end, substr(md5(n::text), 1, 16) from generate_series(1, :rows) n`, { rows });
sql('vacuum analyze data.audit');
const unsealed = () => Number(one('select (select count(*) from data.audit) - (select count(*) from data.seals)'));
const heads = `${NC_STACK}/audit/heads`;
const covered = () => existsSync(heads) ? Number(readFileSync(heads, 'utf8').trim().split('\n').at(-1).split(' ')[2]) : 0;

const before = unsealed();
const sealing = await took(() => (clocks(), unsealed() === 0), 3600);
say('sealed by the steward', Math.round(before / sealing * 1000), 'rows/s');
ahead('61 minutes');
await took(() => (clocks(), covered() > rows), 60);
ahead('0');

// The most memory that it held, in KB, as often as one can look.
async function verified(what) {
	const begun = performance.now();
	const child = spawn(`${NC_HOME}/build/bin/nocape`, ['audit', 'verify'], { cwd: NC_HOME });
	let said = '', most = 0;
	child.stdout.on('data', (text) => said += text);
	child.stderr.on('data', (text) => said += text);
	const over = new Promise((resolve) => child.on('close', resolve)).then(() => true);
	while (!await Promise.race([over, rest(20, false)]))
		most = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? most);
	say(what, ((performance.now() - begun) / 1000).toFixed(2), 's');
	say('  memory', most, 'KB');
	console.log('  ' + said.trim().replace('\n', '\n  '));
}
for (let n = 0; n < 3; n++)
	await verified('verified, whole');
sql("update data.audit set why = why || 'x' where id = (select audit_id from data.seals where n = :middle)", { middle: Math.round(rows / 2) });
await verified('verified, a row edited in the middle');
