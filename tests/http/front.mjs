// What stands before the app: TLS, limits, static files, and what it refuses
// by itself, each with a page of ours.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { connect as tls } from 'node:tls';

import { Browser } from '../lib/browser.mjs';
import { until } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const b = new Browser();

// Bytes as they stand, over TLS; answers what comes back until a pause.
const said = (bytes) => new Promise((resolve) => {
	const socket = tls({ host: '127.0.0.1', port: process.env.NC_PORT,
	    rejectUnauthorized: false }, () => socket.write(bytes));
	let text = '';
	socket.setTimeout(5000, () => socket.destroy());
	socket.on('data', (part) => {
		text += part.toString('latin1');
		socket.setTimeout(300);
	});
	socket.on('close', () => resolve(text));
	socket.on('error', () => socket.destroy());
});
const head = (line, ...more) => [line, 'Host: localhost',
    'Connection: close', ...more, '', ''].join('\r\n');

await story('it is there', async () => {
	is((await b.get('/livez')).status, 200, 'the app lives');
	is((await b.get('/readyz')).status, 200, 'and its database answers');
});

await story('files', async () => {
	const css = await b.raw('GET', '/public/nocape.css',
	    { headers: { 'accept-encoding': 'gzip' } });
	is(css.status, 200, 'the style sheet is there');
	is(css.headers['content-encoding'], 'gzip', 'and packed');
	ok(css.bytes.length < 20000, `in ${css.bytes.length} bytes`);
	like(css.headers['cache-control'], /max-age=\d+/, 'kept for a while');
	is(css.headers['x-content-type-options'], 'nosniff', 'with nosniff');
	like(css.headers['content-security-policy'], /default-src 'none'/, 'CSP');
	like(css.headers['strict-transport-security'], /31536000/, 'and HSTS');
	for (const path of ['/public/../conf/nocape.conf', '/public/..%2fapp.so',
	    '/public/', '/public/errors/503.html', '/public/%00'])
		ok((await b.raw('GET', path)).status >= 400, `no ${path}`);
});

await story('what it refuses, in our own words', async () => {
	for (const [line, status, more] of [
		['PUT /tasks HTTP/1.1', 405, []],
		['TRACE / HTTP/1.1', 405, []],
		['GET / HTTP/1.1', 400, ['Content-Length: 3']],
		['HEAD / HTTP/1.1', 400, ['Transfer-Encoding: chunked']],
		['POST / HTTP/1.1', 400, ['Content-Length: 3', 'Content-Length: 4']],
		['POST / HTTP/1.1', 400, ['Content-Length: 3', 'Transfer-Encoding: chunked']],
		['POST / HTTP/1.1', 413, ['Content-Length: 300000']],
		['GET / HTTP/1.1', 400, ['Host: other']],
		['GET /\x01 HTTP/1.1', 400, []],
	]) {
		const answer = await said(head(line, ...more));
		const name = `${line.replace(/[^ -~]/g, '?')} ${more}`;
		like(answer, new RegExp(`^HTTP/1.1 ${status} `), `${name}: ${status}`);
		unlike(answer, /nginx\/|<center>/, `${name}: a page of ours`);
	}
});

await story('long headers', async () => {
	const long = 'x'.repeat(9000);
	const answer = await said(head('GET / HTTP/1.1', 'X-Long: ' + long));
	like(answer, /^HTTP\/1.1 431 /, 'a header of 9,000 letters: 431');
	const many = Array.from({ length: 40 }, (_, i) => `X-${i}: ${i}`);
	like(await said(head('GET /livez HTTP/1.1', ...many)), /^HTTP\/1.1 200 /,
	    'forty headers do no harm');
	like(await said(head('GET /livez HTTP/1.1', 'User-Agent: \xfc\xfc',
	    'Accept-Language:')), /^HTTP\/1.1 200 /,
	    'nor does an empty one, or one that is not ASCII');
});

await story('without TLS', async () => {
	const plain = await fetch(`http://localhost:${process.env.NC_PORT}/tasks`,
	    { redirect: 'manual' });
	is(plain.status, 301, 'a plain request is sent on');
	is(plain.headers.get('location'), `${process.env.NC_URL}/tasks`,
	    'to the same page with TLS');
});

// The same front once more, with a low limit, and told where each request
// comes from: this machine has one address of IPv6 only.
await story('a crowd from one place', async () => {
	const { NC_PORT, NC_STACK } = process.env;
	const free = createServer().listen(0, '127.0.0.1');
	await once(free, 'listening');
	const { port } = free.address();
	free.close();
	writeFileSync(`${NC_STACK}/crowd.conf`, readFileSync(`${NC_STACK}/nginx.conf`, 'utf8')
	    .replaceAll(`:${NC_PORT} `, `:${port} `).replace('nginx.pid', 'crowd.pid')
	    .replace(/rate=\d+r\/s/, 'rate=1r/s').replaceAll(/burst=\d+/g, 'burst=4')
	    .replace(/^http \{/m, 'http {\n\tset_real_ip_from 127.0.0.1;\n\treal_ip_header X-From;'));
	const { uid, gid } = statSync(`${NC_STACK}/keys`);
	const nginx = spawn('nginx', ['-p', NC_STACK, '-c', `${NC_STACK}/crowd.conf`, '-e', `${NC_STACK}/log/crowd.log`],
	    { uid, gid, stdio: 'ignore' });
	try {
		const crowd = new Browser(`https://localhost:${port}`);
		crowd.from = '127.0.0.1';
		const from = (place) => crowd.raw('GET', '/public/mark.svg', { headers: { 'x-from': place } });
		ok(await until(async () => (await from('192.0.2.9')).status === 200, 10), 'it is there');
		const all = [];
		for (let n = 1; n <= 8; n++)
			all.push(await from(`2001:db8:0:1::${n}`));
		is(all.map((a) => a.status), [200, 200, 200, 200, 200, 429, 429, 429], 'eight addresses of one network count as one');
		is(all[7].headers['retry-after'], '5', 'with the time to wait');
		like(all[7].body, /That was a lot at once/, 'and words of ours');
		is((await from('2001:db8:0:2::1')).status, 200, 'the network beside it does not wait');
		is((await from('2001:db8:0:a0a::1')).status, 200, 'nor one whose bytes look like line ends');
		is((await Promise.all(Array.from({ length: 6 }, () => from('2001:db8:0:a0a::2')))).filter((a) => a.status === 429).length, 2,
		    'which counts by itself');
		is((await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => from(`192.0.2.${n}`)))).map((a) => a.status), Array(7).fill(200),
		    'each address of IPv4 by itself');
	} finally {
		nginx.kill('SIGTERM');
		await once(nginx, 'exit');
	}
});
