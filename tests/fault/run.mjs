// The start of the whole site, `make run`, in a terminal, from copies of what
// was built: as root, as anybody, and what it says when it cannot.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync,
    realpathSync, rmSync } from 'node:fs';
import net from 'node:net';
import { once } from 'node:events';

import { took, until } from '../lib/stack.mjs';
import { diag, is, like, ok, story, unlike } from '../lib/tap.mjs';

const root = process.getuid() === 0;
const anybody = root ? ['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--init-groups'] : [];
const folders = [];
const terminals = [];

// A folder that root alone can enter, or that belongs to who is anybody.
function checkout(closed) {
	const folder = mkdtempSync('/tmp/nocape-run.');
	folders.push(folder);
	execFileSync('cp', ['-rp', '--parents', 'Makefile', 'conf', 'sql', 'build/app.so', 'build/bin', 'build/public', 'build/towns.tsv', folder]);
	// make looks for sources there
	for (const part of ['app', 'tests', 'assets/words', 'assets/pages', 'assets/parts', 'assets/mail', 'assets/public'])
		mkdirSync(`${folder}/${part}`, { recursive: true });
	if (root && !closed)
		execFileSync('chown', ['-R', 'postgres:', folder]);
	return folder;
}

const freePort = () => new Promise((resolve) => {
	const server = net.createServer().listen(0, '127.0.0.1', () => {
		const { port } = server.address();
		server.close(() => resolve(port));
	});
});

// What was built is there already, so `all` is not asked for again.
const make = (port) => ['make', '-o', 'all', 'run', `PORT=${port}`];
const plain = (folder) => ({ cwd: folder, env: { HOME: folder, TERM: 'xterm', PATH: '/usr/bin:/bin' } });

const said = (folder, port) => {
	const { stdout, stderr } = spawnSync('timeout', ['-s', 'INT', '30', ...anybody, ...make(port)],
	    { ...plain(folder), encoding: 'utf8' });
	return (stdout + stderr).split('\n').filter((line) => !/^(make: .*|The database is .*|)$/.test(line)).join('\n');
};

class Terminal {
	constructor(folder, port, as) {
		Object.assign(this, { folder, port, text: '', begun: Date.now() });
		const [command, ...words] = [...as, 'script', '-qec', 'exec ' + make(port).join(' '), '/dev/null'];
		this.child = spawn(command, words, plain(folder));
		this.child.stdout.on('data', (data) => { this.text += data; });
		this.over = once(this.child, 'exit');
		terminals.push(this);
	}

	async ready() {
		ok(await until(() => /Ctrl-C ends it/.test(this.text) || this.child.exitCode !== null, 60) &&
		    this.child.exitCode === null, 'it is ready', this.text);
		return Date.now() - this.begun;
	}

	page(path) {
		return spawnSync('curl', ['-qsk', '--noproxy', '*', '-o', '/dev/null', '--max-time', '5', '-w', '%{http_code}',
		    `https://localhost:${this.port}${path}`], { encoding: 'utf8' }).stdout;
	}

	sql(text) {
		return execFileSync('psql', ['-XqAt', '-h', realpathSync(this.folder + '/var/run'), '-c', text],
		    { encoding: 'utf8', env: { ...process.env, PGOPTIONS: '' } }).trim();
	}

	// Those that stand in its folders, or name them.
	left() {
		const places = [this.folder, realpathSync(this.folder + '/var')];
		const of = (read) => {
			try {
				return read();
			} catch {
				return '';
			}
		};
		return readdirSync('/proc').filter((n) => /^\d+$/.test(n)).filter((n) => {
			const words = of(() => readlinkSync(`/proc/${n}/cwd`)) + ' ' + of(() => readFileSync(`/proc/${n}/cmdline`, 'utf8'));
			return places.some((place) => words.includes(place));
		});
	}

	async gone() {
		await this.over;
		if (!ok(await until(() => this.left().length === 0, 5), 'no process is left', this.left().join(' ')))
			this.left().forEach((pid) => process.kill(Number(pid), 'SIGTERM'));
	}
}

async function rooted() {
	const folder = checkout('closed');
	const port = await freePort();
	let at = new Terminal(folder, port, []);
	await at.ready();
	ok(lstatSync(folder + '/var').isSymbolicLink(), 'var is a link');
	folders.push(realpathSync(folder + '/var'));
	is(at.page('/tasks'), '200', 'a page answers');
	at.sql('create table public.kept as select 42 as n');
	at.child.stdin.write('\x03');
	await at.gone();
	like(at.text, /\^CStopping\.\r\n$/, 'Ctrl-C is told in one word');

	at = new Terminal(folder, port, []);
	diag(`ready again after ${await at.ready()} ms`);
	is(at.sql('select n from public.kept'), '42', 'what was written is kept');
	is(at.page('/tasks'), '200', 'a page answers again');
	at.child.stdin.write('\x03\x03');
	await at.gone();
	unlike(at.text, /rror/, 'an impatient Ctrl-C is no error either');
}

async function ordinary(folder) {
	const at = new Terminal(folder, await freePort(), anybody);
	await at.ready();
	is(at.page('/tasks'), '200', 'a page answers');
	like(said(folder, at.port), /^Nocape runs from this folder already\. .*$/, 'a second start says that it runs');
	const before = Number(readFileSync(folder + '/var/run/nginx.child', 'utf8'));
	process.kill(before, 'SIGKILL');
	const ms = await took(() => readFileSync(folder + '/var/run/nginx.pid', 'utf8').trim() !== String(before) && at.page('/tasks') === '200');
	ok(ms >= 0, 'a front that is killed comes back');
	diag(`after ${ms} ms`);
	at.child.kill('SIGKILL');
	await at.gone();
}

function stumbles(folder) {
	const settings = folder + '/conf/nocape.conf';
	const port = Number(process.env.NC_PORT);

	is(said(folder, port), `Port ${port} is taken by another program. Choose another: make run PORT=${port + 1}`, 'a taken port');
	like(said(folder, 'x'), /^PORT should be a number, not "x"\.$/, 'a port that is none');
	chmodSync(folder + '/var', 0o500);
	like(said(folder, 21999), /^\S+ cannot write to \S+\/var, .*: chown or chmod it, or move it away\.$/, 'a var that cannot be written');
	chmodSync(folder + '/var', 0o755);
	appendFileSync(settings, 'colour = red\n');
	like(said(folder, 21999), /^nocape: conf\/nocape\.conf, line \d+: "colour" is no setting .*$/, 'a setting that there is not');
	execFileSync('sed', ['-i', '/^login_days/d;/^colour/d', settings]);
	is(said(folder, 21999), 'nocape: conf/nocape.conf: "login_days" is missing.', 'a setting that is missing');
}

const open = checkout();
try {
	if (root)
		await story('root starts it where nobody else can enter', rooted);
	await story('anybody starts it, and closes the terminal', () => ordinary(open));
	await story('what keeps it from starting is said in one sentence', () => stumbles(open));
} finally {
	for (const at of terminals) {
		at.child.kill('SIGKILL');
		await until(() => at.left().length === 0, 5);
	}
	folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}
