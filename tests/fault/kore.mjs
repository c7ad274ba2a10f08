// Kore's workers and instances are killed while people write.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as rest } from 'node:timers/promises';

import { Book, filled, writers } from '../lib/load.mjs';
import { family, kill, killAll, lives, one, processOf, straight, until } from '../lib/stack.mjs';
import { diag, is, ok, story } from '../lib/tap.mjs';

const ready = async (service) => (await straight(service, '/readyz')).status === 200;
const back = (service) => until(() => ready(service), 15);
const other = (service) => (service === 'kore1' ? 'kore2' : 'kore1');
const some = (n) => Math.floor(Math.random() * n);

const people = await writers(8);

// Everybody writes while this goes on; then the book is held against the
// database.
async function whileWriting(faults) {
	const book = new Book();
	const writing = book.kept(people);
	try {
		await faults(book);
	} finally {
		book.open = false;
		await writing;
	}
	is(book.beyond([200, 303]), [], 'nobody is told that something broke');
	return book.held();
}

await story('workers and whole instances are killed under everybody who writes', async () => {
	const times = [];
	const { done } = await whileWriting(async () => {
		const end = Date.now() + 11000;
		for (let n = 1; Date.now() < end; n++) {
			const service = n === 4 ? 'kore2' : `kore${1 + some(2)}`;
			if (n === 4)
				killAll(service);
			else
				family(processOf(service)).slice(1).forEach((pid) => process.kill(pid, 'SIGKILL'));
			const ms = await back(service);
			ok(ms >= 0, `${service} is back`);
			if (n !== 4)
				times.push(ms);
			await rest(some(300));
		}
	});
	ok(done > 50, 'enough was written meanwhile');
	diag(`${times.length} workers killed; a new one answered after ${Math.min(...times)} to ${Math.max(...times)} ms`);
	ok(times.length >= 6, 'enough workers were killed');
	ok(times.sort((a, b) => a - b)[times.length >> 1] < 1500, 'half of them are back at once');
});

await story('an instance whose parent is killed leaves nobody behind', async () => {
	const pids = family(processOf('kore1'));
	is(pids.length, 2, 'a parent and its worker');
	await whileWriting(async () => {
		kill('kore1');
		ok(await until(() => pids.every((pid) => !lives(pid)), 8), 'the worker goes when its parent is gone');
		ok(await until(() => processOf('kore1') !== pids[0] && ready('kore1'), 15), 'and the instance comes back');
	});
});

await story('an instance is restarted in order and nobody sees it', async () => {
	await whileWriting(async (book) => {
		for (const service of ['kore2', 'kore1']) {
			const before = processOf(service);
			const lines = book.lines.length;
			kill(service, 'SIGTERM');
			ok(await until(() => processOf(service) !== before && ready(service), 20), `${service} is there again`);
			ok(await until(() => book.lines.length > lines + 20, 10), `and all went on through ${other(service)}`);
			await rest(300);
		}
	});
});

// A deed that waits for a lock is under way when its instance is told to end.
await story('what is under way when an instance ends is answered by it', async () => {
	const [tom] = people;
	const form = filled(tom);
	const [, , ref] = form.path.split('/');
	const lock = spawn('psql', ['-XqAt'], { stdio: ['pipe', 'pipe', 'inherit'] });
	lock.stdin.write(`begin; select ref from data.matches where ref = '${ref}' for update;\n`);
	await once(lock.stdout, 'data');
	const answer = straight('kore1', form.path, { method: 'POST', body: form.body.toString(), headers: {
	    'cookie': [...form.b.cookies].map((c) => c.join('=')).join('; '), 'origin': form.b.base,
	    'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form.body.toString()) } });
	ok(await until(() => one("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") === '1', 3), 'a deed waits for a lock');
	const before = processOf('kore1');
	kill('kore1', 'SIGTERM');
	await rest(200);
	ok(await straight('kore1', '/livez').then(() => false, (error) => error.code === 'ECONNREFUSED'), 'who knocks now is refused at once');
	lock.stdin.end('commit;\n');
	// Where the machine is slow the lock outlasts what a deed waits for.
	const { status } = await answer;
	ok(status === 303 || status === 409, 'the end of the deed is told', status);
	is(one("select count(*) from data.messages where body = :'text'", { text: form.text }), status === 303 ? '1' : '0', 'and it is so');
	ok(await until(() => processOf('kore1') !== before && ready('kore1'), 20), 'the instance comes back');
});
