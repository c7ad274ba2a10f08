// Mail servers of a test's own, on a port of this machine: Debian's postfix,
// which root alone can start, and its smtp-sink, which says no on demand.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync,
    readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';

import { until } from './stack.mjs';
import { unable } from './tap.mjs';

const id = (...what) => Number(execFileSync('id', what, { encoding: 'utf8' }));
export const root = process.getuid() === 0;
if (!existsSync('/usr/sbin/smtp-sink'))
	unable('another mail server than postfix lives on this machine');

// Whatever happens to the test, no server outlives it.
const open = new Set();
const gone = (folder) => rmSync(folder, { recursive: true, force: true,
    maxRetries: 5 });
process.on('exit', () => open.forEach((close) => close()));
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.on(name, () => process.exit(1));

export const portFree = () => new Promise((resolve) => {
	const server = net.createServer().listen(0, '127.0.0.1', () => {
		const { port } = server.address();
		server.close(() => resolve(port));
	});
});

export const listens = (port) => new Promise((resolve) => {
	const socket = net.connect(port, '127.0.0.1', () => {
		socket.destroy();
		resolve(true);
	}).on('error', () => resolve(false));
});

const MAIN = (at, more) => `compatibility_level = 3.6
queue_directory = ${at}/queue
data_directory = ${at}/data
maillog_file = ${at}/log
maillog_file_prefixes = ${at}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.org
mydestination =
local_recipient_maps =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = reject_unauth_destination
virtual_mailbox_domains = static:all
virtual_mailbox_base = ${at}/boxes
virtual_mailbox_maps = static:all/
virtual_minimum_uid = 1
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
${more}
`;
const MASTER = (port, tlsPort) => `${port} inet n - n - - smtpd
${tlsPort} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
`;

// A whole postfix that delivers every mail into one folder, `boxes`.
// settings: further lines of its main.cf.
export async function postfix(settings = '') {
	const at = mkdtempSync('/tmp/nocape-post.');
	const [port, tlsPort] = [await portFree(), await portFree()];
	chmodSync(at, 0o755);
	['conf', 'queue', 'data', 'boxes'].forEach((n) => mkdirSync(`${at}/${n}`));
	chownSync(`${at}/data`, id('-u', 'postfix'), id('-g', 'postfix'));
	chownSync(`${at}/boxes`, 65534, 65534);
	writeFileSync(`${at}/conf/main.cf`, MAIN(at, settings));
	writeFileSync(`${at}/conf/master.cf`, MASTER(port, tlsPort));
	execFileSync('/usr/sbin/postfix', ['-c', `${at}/conf`, 'start'],
	    { stdio: ['ignore', 'pipe', 'pipe'] });
	const pid = Number(readFileSync(`${at}/queue/pid/master.pid`, 'utf8'));
	const stop = () => {
		open.delete(stop);
		process.kill(pid);
		execFileSync('tail', ['-f', '/dev/null', '-s', '0.05', `--pid=${pid}`],
		    { timeout: 10000 });
		gone(at);
	};
	open.add(stop);
	if (!await until(() => listens(port)))
		throw new Error('postfix does not listen');
	return { port, tlsPort, stop, log: `${at}/log`, box: `${at}/boxes/all/new` };
}

// smtp-sink with its options; box: the folder of what it took.
export async function sink(...options) {
	const at = mkdtempSync('/tmp/nocape-post.');
	const port = await portFree();
	if (root) {
		chownSync(at, 65534, 65534);
		options.push('-u', 'nobody');
	}
	const child = spawn('/usr/sbin/smtp-sink', [...options, '-d', `${at}/m.`,
	    `127.0.0.1:${port}`, '20'], { stdio: 'ignore' });
	child.unref();
	const stop = () => {
		open.delete(stop);
		child.kill();
		gone(at);
	};
	open.add(stop);
	if (!await until(() => listens(port)))
		throw new Error('smtp-sink does not listen');
	return { port, stop, box: at };
}

// What a server laid into its box, as paths.
export const taken = ({ box }) => existsSync(box) ?
    readdirSync(box).sort().map((name) => `${box}/${name}`) : [];

// Opens a port with TLS; answers it and how to close it.
async function door(key, cert, entered) {
	const port = await portFree();
	const server = tls.createServer({ key, cert }, entered)
	    .on('tlsClientError', () => {});
	await new Promise((done) => server.listen(port, '127.0.0.1', done));
	server.unref();
	return { port, stop: () => server.close() };
}

// TLS in front of a server that knows none.
export const sealed = (server, key, cert) => door(key, cert, (client) => {
	const behind = net.connect(server.port, '127.0.0.1');
	client.on('error', () => behind.destroy());
	behind.on('error', () => client.destroy());
	client.pipe(behind).pipe(client);
});

// Answers each line; null hangs up, '' is silence.
function talks(client, answer) {
	let rest = '';
	client.on('error', () => {});
	client.on('data', (bytes) => {
		const lines = (rest + bytes).split('\r\n');
		rest = lines.pop();
		for (const line of lines) {
			const words = answer(line);
			if (words === null)
				client.destroy();
			else if (words !== '')
				client.write(words + '\r\n');
		}
	});
	client.write('220 here\r\n');
}

// A server without TLS that answers as it is told to; heard: what was said to
// it, by whoever listens on the way too.
export async function overheard(answer) {
	const heard = [];
	const port = await portFree();
	const held = new Set();
	const server = net.createServer((client) => {
		held.add(client);
		talks(client, (line) => {
			heard.push(line);
			return answer(line);
		});
	});
	await new Promise((done) => server.listen(port, '127.0.0.1', done));
	server.unref();
	const stop = () => {
		held.forEach((client) => client.destroy());
		server.close();
	};
	return { port, stop, heard };
}

// Who may sign in to a postfix of ours: the protocol that it speaks with
// Dovecot, on a socket.  Answers the lines for its main.cf.
export async function signsIn(folder, wanted) {
	const path = `${folder}/auth`;
	const server = net.createServer((postfix) => {
		postfix.on('error', () => {});
		postfix.on('data', (bytes) => String(bytes).split('\n').forEach((line) => {
			const [word, id, ...rest] = line.split('\t');
			if (word !== 'AUTH' && word !== 'CONT')
				return;
			const given = word === 'CONT' ? rest[0] :
			    rest.find((w) => w.startsWith('resp='))?.slice(5);
			postfix.write(given === undefined ? `CONT\t${id}\t\n` :
			    Buffer.from(given, 'base64').toString() === wanted ?
			    `OK\t${id}\tuser=nocape\n` : `FAIL\t${id}\n`);
		}));
		postfix.write('VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\n' +
		    'CUID\t1\nCOOKIE\t0123456789abcdef0123456789abcdef\nDONE\n');
	});
	await new Promise((done) => server.listen(path, done));
	server.unref();
	chmodSync(folder, 0o711);
	chmodSync(path, 0o666);
	return { lines: `smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${path}
smtpd_tls_auth_only = yes
smtpd_recipient_restrictions = permit_sasl_authenticated, reject`,
	    stop: () => server.close() };
}

// A server with TLS that wants a sign-in, which smtp-sink does not; heard:
// what was said to it.  It takes mail only from whom it lets in.
export async function guarded(key, cert, wanted) {
	const heard = [];
	const { port, stop } = await door(key, cert, (client) => {
		let known = false;
		let text = false;
		const answer = (line) => {
			heard.push(line);
			if (text) {
				text = line !== '.';
				return text ? '' : '250 taken';
			}
			if (/^EHLO/.test(line))
				return '250-here\r\n250 AUTH PLAIN';
			if (/^AUTH PLAIN$/.test(line))
				return '334 ';
			if (heard.at(-2) === 'AUTH PLAIN') {
				known = Buffer.from(line, 'base64').toString() === wanted;
				return known ? '235 come in' : '535 5.7.8 Who are you';
			}
			text = known && line === 'DATA';
			return text ? '354 go on' : known ? '250 fine' : '530 sign in';
		};
		talks(client, answer);
	});
	return { port, stop, heard };
}

// A key and a certificate for localhost: its own, or by `ca`, which it makes.
export function certificate(folder, name, by) {
	const ssl = (...words) => execFileSync('openssl', words,
	    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
	const asked = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
	    '-nodes', '-subj', `/CN=${name}`, '-keyout', `${name}.key`];
	if (by === undefined) {
		ssl('req', '-x509', ...asked, '-days', '9', '-out', `${name}.pem`,
		    '-addext', 'subjectAltName=DNS:localhost');
	} else {
		writeFileSync(`${folder}/san`, 'subjectAltName=DNS:localhost\n');
		ssl('req', ...asked, '-out', `${name}.csr`);
		ssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${by}.pem`, '-CAkey',
		    `${by}.key`, '-CAcreateserial', '-days', '9', '-extfile', 'san',
		    '-out', `${name}.pem`);
	}
	return { key: `${folder}/${name}.key`, cert: `${folder}/${name}.pem` };
}
