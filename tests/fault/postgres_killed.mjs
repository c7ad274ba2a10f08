// PostgreSQL is stopped, stopped at once and killed while people write.
import { execFileSync } from 'node:child_process';
import { setTimeout as rest } from 'node:timers/promises';

import { Browser } from '../lib/browser.mjs';
import { Book, writers } from '../lib/load.mjs';
import { family, hold, kill, letGo, one, processOf, sql, took, until } from '../lib/stack.mjs';
import { diag, is, ok, story } from '../lib/tap.mjs';

const bin = '/usr/lib/postgresql/15/bin/';
const accepts = () => execFileSync(bin + 'pg_isready', ['-q']) !== null;
const listens = () => {
	try {
		return accepts();
	} catch {
		return false;
	}
};
const kores = () => ['kore1', 'kore2'].map((k) => family(processOf(k)).join());

const people = await writers(8);
const guest = new Browser();
const before = kores();
const book = new Book();
const writing = book.kept(people);

const ready = async () => (await guest.raw('GET', '/readyz')).status === 200;
const done = () => book.lines.filter((l) => l.ends.includes('done')).length;

async function healthy(name) {
	const up = await took(accepts, 20);
	const well = await took(ready, 10);
	ok(up >= 0 && well <= 5000, `${name}: the site is well within 5 s after PostgreSQL accepts`, up, well);
	diag(`${name}: accepts after ${up} ms, the site is well ${well} ms later`);
	const so_far = done();
	ok(await until(() => done() > so_far + 20, 10), `${name}: everybody writes again`);
}

await story('while it is down, who asks is told so, and who waits a moment is served', async () => {
	await rest(1000);
	hold('postgres');
	kill('postgres', 'SIGINT');
	ok(await until(() => !listens(), 5), 'it is down');
	const begun = Date.now();
	await guest.get('/tasks');
	is([guest.status, guest.heading], [503, 'We are away for a moment'], 'we are away');
	ok(Date.now() - begun <= 3000, 'within 3 s', Date.now() - begun);
	const asked = guest.twin().get('/tasks');
	letGo('postgres');
	const [{ status }, up] = await Promise.all([asked, took(accepts, 20)]);
	ok(status === 200 || up > 1000, 'a page asked for shortly before comes with the database', status, up);
	await healthy('stopped in order');
});

await story('it is stopped at once', async () => {
	const old = processOf('postgres');
	kill('postgres', 'SIGQUIT');
	ok(await until(() => processOf('postgres') !== old, 10), 'it is started again');
	await healthy('stopped at once');
});

await story('it is killed', async () => {
	const old = processOf('postgres');
	kill('postgres');
	ok(await until(() => processOf('postgres') !== old, 10), 'it is started again');
	await healthy('killed');
});

await story('one of its processes is killed, and takes all others with it', async () => {
	process.kill(Number(one("select pid from pg_stat_activity where application_name = 'nocape web' limit 1")), 'SIGKILL');
	await rest(50);
	await healthy('one process killed');
});

book.open = false;
await writing;

await story('every word that was acknowledged is there once', async () => {
	ok(book.held().done > 50, 'enough was written meanwhile');
	is(book.beyond([200, 303, 503]), [], 'nobody was told anything but that we are away');
	is(kores(), before, 'no Kore was started again for it');
});

await story('nothing is torn', async () => {
	sql('create extension if not exists amcheck schema public');
	execFileSync(bin + 'pg_amcheck', ['-d', 'nocape', '--heapallindexed'], { stdio: 'pipe' });
	ok(true, 'pg_amcheck finds every table and index whole');
});
