// What stands before the app: TLS, limits, static files, and what it refuses
// by itself, each with a page of ours.
import { connect as tls } from 'node:tls';

import { Browser } from '../lib/browser.mjs';
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
