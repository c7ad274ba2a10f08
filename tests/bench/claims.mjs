// What a claim needs before it can be sent: node claims.mjs PORT <pairs >lines
// A pair is a login's cookie and a task's reference; a line is that cookie,
// the path and the form, as claims.lua sends them.
import { createInterface } from 'node:readline';

const base = `http://127.0.0.1:${process.argv[2]}`;
const pairs = [];
for await (const line of createInterface({ input: process.stdin }))
	pairs.push(line.split('\t'));

async function opened([login, task]) {
	const answer = await fetch(`${base}/tasks/${task}`, { headers: { cookie: `__Host-login=${login}` } });
	const browser = /__Host-browser=([0-9a-f]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
	const html = await answer.text();
	const form = /<form[^>]*action="[^"]*\/claims"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
	const field = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1];
	const body = new URLSearchParams({ token: field('token'), op: field('op'), seat: 'lead', read: 'yes',
		words: 'I have done this before and would like to help.' });
	return [`__Host-login=${login}; __Host-browser=${browser}`, `/tasks/${task}/claims`, body].join('\t');
}

for (let i = 0; i < pairs.length; i += 8)
	console.log((await Promise.all(pairs.slice(i, i + 8).map(opened))).join('\n'));
