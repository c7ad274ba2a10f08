// The steward is killed while mails wait: none is lost, and one comes twice
// only when its receipt had not been written down, with the same Message-ID.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';

import { mails } from '../lib/mail.mjs';
import { ahead, hold, kill, lives, one, processOf, sql, until } from '../lib/stack.mjs';
import { is, ok, story } from '../lib/tap.mjs';

const { NC_CONF, NC_HOME, NC_MAIL, NC_STACK } = process.env;
const count = (where) => Number(one(`select count(*) from data.outbox where ${where}`));
const waiting = () => count("state = 'waiting'");

// So many mails to Tom about his match.
const waits = (n) => sql(`insert into data.outbox (community_id, kind, person_id, about, thread)
    select m.community_id, 'message_new', m.person_id, jsonb_build_object('match', m.ref), ''
    from data.matches m join data.accounts a on a.person_id = m.person_id, generate_series(1, ${n})
    where a.address = 'tom@example.org' and m.state = 'working' returning id`).map(([id]) => id);

// The stack's own steward is held down; these are ours.
hold('steward');
const theirs = processOf('steward');
kill('steward');
await until(() => !lives(theirs), 5);

function steward(conf) {
	const child = spawn(`${NC_HOME}/build/bin/steward`, { cwd: NC_HOME, stdio: 'ignore',
	    env: { ...process.env, NOCAPE_CONF: conf } });
	child.gone = once(child, 'exit');
	return child;
}

async function ended(child, signal) {
	child.kill(signal);
	await child.gone;
}

// Kills one after the other, each once it has come on a little: what it had
// in hand is then in doubt, all before is written down.  Asks no database
// meanwhile, which would keep the mail server of this process waiting.
async function killedOften(conf, times, progress) {
	for (let kills = 0; kills < times; kills++) {
		const before = progress();
		const child = steward(conf);
		ok(await until(() => progress() >= before + 2, 15), 'it comes on');
		await rest(Math.random() * 30);
		await ended(child, 'SIGKILL');
	}
}

async function finished(conf, all) {
	const child = steward(conf);
	ok(await until(all, 30), 'the last one sends what is left');
	await rest(200);
	await ended(child, 'SIGTERM');
	is(waiting(), 0, 'none waits any more');
}

// A mail server that counts what it took, by Message-ID.
const taken = new Map();
let onTaken = () => true;
const server = net.createServer((socket) => {
	let text = '';
	let data = false;
	const says = (line) => socket.write(line + '\r\n');
	socket.on('error', () => 0);
	socket.on('data', async (part) => {
		text += part;
		while (text !== '') {
			const end = data ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
			if (end === -1)
				return;
			const piece = text.slice(0, end);
			text = text.slice(end + (data ? 5 : 2));
			if (data) {
				data = false;
				const [, id] = piece.match(/^message-id:\s*<([^@>]+)/im);
				if (await onTaken(id, says)) {
					taken.set(id, (taken.get(id) ?? 0) + 1);
					says('250 taken');
				}
			} else if (/^data/i.test(piece)) {
				data = true;
				says('354 go on');
			} else if (/^quit/i.test(piece))
				socket.end('221 bye\r\n');
			else
				says('250 fine');
		}
	});
	says('220 here');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const smtp = `${NC_STACK}/smtp.conf`;
writeFileSync(smtp, readFileSync(NC_CONF, 'utf8').replace(/^smtp_url =.*/m,
    `smtp_url = smtp://127.0.0.1:${server.address().port}`)
    .replace(/^smtp_tls =.*/m, 'smtp_tls = off').replace(/^demo =.*/m, 'demo = off'), { mode: 0o644 });

const idsOf = (ids) => sql(`select message_id from data.outbox where id in (${ids.join()})`).map(([id]) => id);
const times = (messageId) => taken.get(messageId) ?? 0;
const deliveries = () => [...taken.values()].reduce((a, b) => a + b, 0);
const files = () => readdirSync(NC_MAIL).filter((name) => name.endsWith('.eml')).length;

await story('into a folder: each mail is one file, however often it is killed', async () => {
	const before = files();
	const ids = waits(60);
	await killedOften(NC_CONF, 4, files);
	ok(files() - before < 60, 'it was killed with mails still waiting', files() - before);
	await finished(NC_CONF, () => files() - before === 60);
	is(count(`state = 'sent' and id in (${ids.join()})`), 60, 'each is written down as sent');
	is(files() - before, 60, 'each is there once');
	is(mails('tom@example.org').filter((m) => m.text === '' || m.html === '' || !m.headers['message-id']).length, 0, 'and whole');
});

await story('to a mail server: none is lost, one comes twice at most once a kill', async () => {
	const ids = idsOf(waits(60));
	await killedOften(smtp, 6, deliveries);
	ok(ids.some((id) => times(id) === 0), 'it was killed with mails still waiting');
	await finished(smtp, () => ids.every((id) => times(id) > 0));
	is(ids.filter((id) => times(id) === 0), [], 'none is lost');
	is(ids.filter((id) => times(id) > 2), [], 'none comes more than twice');
	const twice = ids.filter((id) => times(id) === 2).length;
	ok(twice <= 6, `${twice} came twice, after 6 kills`);
});

await story('killed between the server\'s yes and its own note: twice, with the same Message-ID', async () => {
	const ids = idsOf(waits(3));
	const child = steward(smtp);
	onTaken = (id, says) => {
		onTaken = () => true;
		taken.set(id, 1);
		child.kill('SIGKILL');
		says('250 taken');
		return false;
	};
	await child.gone;
	is(waiting(), 3, 'nothing was written down');
	await finished(smtp, () => ids.every((id) => times(id) > 0));
	is(ids.map(times).sort(), [1, 1, 2], 'the one in hand came twice');
});

await story('a server that puts off, and one that is away: the mails wait and go out', async () => {
	const ids = idsOf(waits(2));
	let tried = 0;
	onTaken = (id, says) => {
		tried++;
		says('451 later');
		return false;
	};
	const child = steward(smtp);
	const triedTimes = (n) => until(() => count(`state = 'waiting' and tries = ${n}`) === 2, 20);
	ok(await until(() => tried === 2, 20) && await triedTimes(1), 'both were tried and wait');
	onTaken = () => true;
	const { port } = server.address();
	await new Promise((closed) => server.close(closed));
	ahead('2 minutes');
	ok(await triedTimes(2) >= 0, 'tried again a minute later: the server is away');
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	ahead('8 minutes');
	ok(await until(() => ids.every((id) => times(id) > 0), 20), 'and five minutes later they go');
	await rest(200);
	await ended(child, 'SIGTERM');
	is(ids.map(times), [1, 1], 'each came once');
	is([waiting(), count("state = 'given_up'")], [0, 0], 'nothing waits, and nothing was given up');
});

server.close();
server.unref();
