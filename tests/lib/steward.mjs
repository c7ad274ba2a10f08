// A steward of a test's own, which hands mail to a server that the test
// names, and mails for it.  Below tests/fault alone: the stack's own steward
// is stopped first.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { taken } from './post.mjs';
import { hold, kill, one, processOf, sql, until } from './stack.mjs';

const { NC_HOME, NC_CONF } = process.env;
export const folder = mkdtempSync('/tmp/nocape-mail.');
export const FROM = 'Nocape für alle, Größe <help@example.org>';

// The stack's settings with these lines instead (null: without it); answers
// the new file's path.
export function settings(changes, name = 'nocape.conf') {
	let text = readFileSync(NC_CONF, 'utf8');
	for (const [key, value] of Object.entries({ demo: 'off', mail_from: FROM,
	    ...changes }))
		text = text.replace(new RegExp(`^${key} =.*`, 'm'),
		    () => value === null ? '' : `${key} = ${value}`);
	writeFileSync(`${folder}/${name}`, text);
	return `${folder}/${name}`;
}

// A program that ends by itself with these settings: status, out, err.
export const ran = (name, changes, ...words) => new Promise((resolve) =>
    execFile(`${NC_HOME}/build/bin/${name}`, words, { cwd: NC_HOME,
    timeout: 20000, env: { ...process.env,
    NOCAPE_CONF: settings(changes, 'other.conf') } },
    (error, out, err) => resolve({ status: error ? error.code : 0, out,
	    err: err.trim() })));

let child;
let log = '';
export const said = () => log;

// Starts it, in place of the last one.
export async function steward(changes) {
	await stewardEnds();
	log = '';
	child = spawn(`${NC_HOME}/build/bin/steward`, { cwd: NC_HOME,
	    env: { ...process.env, NOCAPE_CONF: settings(changes) },
	    stdio: ['ignore', 'ignore', 'pipe'] });
	child.stderr.on('data', (bytes) => log += bytes);
	if (!await until(() => log.includes('"started"')))
		throw new Error('the steward does not start: ' + log);
}

export async function stewardEnds() {
	if (child === undefined || child.exitCode !== null)
		return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill();
	await gone;
}

process.on('exit', () => {
	child?.kill();
	rmSync(folder, { recursive: true, force: true });
});

const stamp = Date.now().toString(36);
let count = 0;

// The address of somebody with an account, who has had no mail yet.
export function person(name) {
	const address = `m${++count}.${stamp}@example.org`;
	sql(`with p as (insert into data.people (community_id, name)
	    select id, :'name' from data.communities where key = 'wendle' returning *)
	    insert into data.accounts (person_id, community_id, address)
	    select id, community_id, :'address' from p`, { name, address });
	return address;
}

// Lays a mail into the outbox, as signing in does; answers its id.
export const waits = (address) => one(`insert into data.outbox
    (community_id, kind, person_id, about, secret)
    select community_id, 'sign_in', person_id, '{"sign_in": "NC-2345-AB"}',
    '12345678' from data.accounts where address = :'address' returning id`,
    { address });

// What the outbox says of that mail.
export const mailed = (id, what) =>
    one(`select ${what} from data.outbox where id = :'id'`, { id });

// The files of a server's box that name the address, once there are any.
export async function arrived(server, address) {
	const all = () => taken(server).filter((path) =>
	    readFileSync(path, 'latin1').includes(address));
	await until(() => all().length > 0);
	return all();
}

// The stack's own stays down, and what the demo left waits no more.
const before = processOf('steward');
hold('steward');
kill('steward', 'SIGTERM');
await until(() => processOf('steward') !== before);
sql("update data.outbox set state = 'sent', secret = null");
