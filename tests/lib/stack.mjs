// The stack from within a test: its database, its clock, its services.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { setTimeout as rest } from 'node:timers/promises';

const run = process.env.NC_STACK + '/run/';

// Rows as lists of text, asked as the database's owner; :'name' stands for
// a value, so that nothing is ever quoted by hand.
export function sql(text, values = {}) {
	const out = execFileSync('psql', ['-XqAt', '-F', '\x1f', '-R', '\x1e',
	    '-v', 'ON_ERROR_STOP=1', ...Object.entries(values)
	    .flatMap(([name, value]) => ['-v', `${name}=${value}`])],
	    { input: text, encoding: 'utf8' });
	return out === '' ? [] : out.replace(/\n$/, '').split('\x1e')
	    .map((row) => row.split('\x1f'));
}

// The first value of the first row.
export const one = (text, values) => sql(text, values)[0]?.[0];

// Moves the clock of the whole stack: '3 days'; '0' puts it right, and so
// does the end of the test, whatever it threw.
let moved = false;
export function ahead(interval) {
	if (!moved)
		process.on('exit', () => ahead('0'));
	moved = true;
	sql("update data.clock set ahead = :'by'::interval", { by: interval });
}

// Where somebody waits a moment after ten tries, they now wait until their
// window ends: no pause of the test is longer.  Answers how many do.
export const shut = () => sql(`update data.tries set next_at = ends_at
    where tries = 10 and next_at > '-infinity' returning key`).length;

// The command nocape, as the user whose keys it reads: how it ended and what
// it said; or what it said, where it may not fail.
export function ended(...words) {
	const { uid, gid } = statSync(process.env.NC_STACK + '/keys');
	const { status, stdout, stderr } = spawnSync(`${process.env.NC_HOME}/build/bin/nocape`,
	    ['-c', process.env.NC_CONF, ...words], { uid, gid, cwd: process.env.NC_HOME, encoding: 'utf8' });
	return [status, stdout + stderr];
}
export function nocape(...words) {
	const [status, said] = ended(...words);
	if (status !== 0)
		throw new Error(`nocape ${words.join(' ')}: ${said}`);
	return said;
}

// A service is postgres, nginx, kore1, kore2 or steward.
export const processOf = (service) =>
    Number(readFileSync(run + service + '.child', 'utf8'));

// The process and all below it.
export function family(pid) {
	const all = readdirSync('/proc').filter((n) => /^\d+$/.test(n))
	    .map((n) => {
		try {
			const stat = readFileSync(`/proc/${n}/stat`, 'utf8');
			return [Number(n), Number(stat.slice(stat.lastIndexOf(')') + 4)
			    .split(' ')[0])];
		} catch {
			return [0, 0];
		}
	});
	const found = [pid];
	for (const parent of found)
		found.push(...all.filter(([, p]) => p === parent).map(([n]) => n));
	return found;
}

const signal = (pid, name) => {
	try {
		process.kill(pid, name);
	} catch (error) {
		if (error.code !== 'ESRCH')
			throw error;
	}
};

// Ended like this, a service is started again at once ...
export const kill = (service, name = 'SIGKILL') =>
    signal(processOf(service), name);

// What was written in plain into a sealed column waits to be sealed: now it
// is.
export async function sealed() {
	clocks();
	if (!await until(() => one('select count(*) from data.to_seal') === '0', 20))
		throw new Error('the steward has not sealed what waits');
}

// The steward looks at its clocks now, not within half a minute.
export const clocks = () => kill('steward', 'SIGUSR1');

// With all its children at once, as when memory runs out.
export function killAll(service) {
	const pids = family(processOf(service));
	pids.forEach((pid) => signal(pid, 'SIGKILL'));
	return pids;
}

// Whether a process is there, not only its name in its parent's books.
export function lives(pid) {
	try {
		return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}

// ... unless it is held down, until it is let go.
export const hold = (service) => writeFileSync(run + service + '.held', '');
export const letGo = (service) => rmSync(run + service + '.held',
    { force: true });

// Stands still with all its children, and goes on.
export const freeze = (service) =>
    family(processOf(service)).forEach((pid) => signal(pid, 'SIGSTOP'));
export const thaw = (service) =>
    family(processOf(service)).forEach((pid) => signal(pid, 'SIGCONT'));

// Asks one Kore instance without the front: the status and the headers.
export const straight = (service, path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
	const request = http.request({ socketPath: `${run}${service}.sock`, path, method,
	    headers: { 'host': 'localhost', 'user-agent': 'tests', ...headers } }, (response) => {
		response.resume();
		response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
		response.on('error', reject);
	});
	request.on('error', reject);
	request.end(body);
});

// Whether it came to hold, at most so many seconds from now.
export const until = async (holds, seconds) =>
    !Number.isNaN(await took(holds, seconds));

// The milliseconds until it holds; NaN, of which no comparison holds, when it
// did not.  Who waits long asks less often.
export async function took(holds, seconds = 10) {
	const begun = Date.now();
	let pause = 25;
	while (Date.now() - begun < seconds * 1000) {
		try {
			if (await holds())
				return Date.now() - begun;
		} catch {
			// not yet
		}
		await rest(pause);
		pause = Math.min(pause * 1.1, 250);
	}
	return NaN;
}
