// Mail through a real mail server: that it arrives whole, what is tried again
// and when, and what is given up.
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';

import { Browser } from '../lib/browser.mjs';
import { read } from '../lib/mail.mjs';
import { overheard, portFree, postfix, root, sink } from '../lib/post.mjs';
import { ahead, one, sql, took, until } from '../lib/stack.mjs';
import { FROM, arrived, mailed, person, said, steward, stewardEnds, waits }
    from '../lib/steward.mjs';
import { is, isnt, like, ok, skip, story, unlike } from '../lib/tap.mjs';

const plainly = (port) => ({ smtp_url: `smtp://localhost:${port}`,
    smtp_tls: 'off' });
const tried = (id, n) => until(() => mailed(id, 'tries') === String(n));
const minutes = (id) => Number(mailed(id,
    'round(extract(epoch from next_at - app_now()) / 60)'));
// To the moment when that mail's next try is due.
const onward = (id) => one(`update data.clock set ahead = ahead + greatest('0',
    (select next_at - app_now() from data.outbox where id = :'id'))
    returning ahead`, { id });

// A server that takes everything: postfix where we may start one.
const server = root ? await postfix() : await sink();

await story('a code that is asked for arrives whole', async () => {
	await steward(plainly(server.port));
	sql(`update data.communities set name = 'Größtal · 谷の町'
	    where key = 'wendle'`);
	const address = person('Zoë “Zo” Núñez, 林');
	const b = new Browser();
	await b.get('/sign-in');
	await b.submit('/sign-in', { address });
	const [path] = await arrived(server, address);
	const raw = readFileSync(path, 'latin1');
	const mail = read(path);
	is(mail.headers['return-path'] ??
	    mail.headers['x-mail-args'].replace(/ .*/, ''), '<help@example.org>',
	    'the sender on the envelope');
	is(mail.headers['x-original-to'] ?? mail.headers['x-rcpt-args'].replace(/[<>]/g, ''),
	    address, 'and the addressee');
	is(mail.from.replace(/"/g, ''), FROM, 'From');
	is(mail.to.replace(/"/g, ''), `Zoë “Zo” Núñez, 林 <${address}>`, 'To');
	is(mail.subject, 'Your code for Nocape Größtal · 谷の町', 'Subject');
	unlike(raw, /[^\x00-\x7f]/, 'every byte of it is ASCII');
	ok(raw.split(/\r?\n/).every((line) => line.length <= 998),
	    'no line is longer than mail allows');
	const id = one(`select message_id from data.outbox o join data.accounts a
	    using (person_id) where a.address = :'address'`, { address });
	is(mail.headers['message-id'], `<${id}@localhost>`, 'Message-ID is its own');
	is(raw.match(/^message-id:/gim).length, 1, 'and the only one');
	ok(Math.abs(Date.parse(mail.headers.date) - Date.now()) < 60000, 'Date');
	is(mail.headers['auto-submitted'], 'auto-generated', 'Auto-Submitted');
	is(mail.headers['mime-version'], '1.0', 'MIME-Version');
	like(mail.headers['content-type'], /^multipart\/alternative/, 'two forms');
	const code = mail.text.match(/\b\d{8}\b/)[0];
	like(mail.text, /^Hello Zoë,\n\nYour code is \d{8}\. It works for ten/,
	    'the text begins with a greeting');
	like(mail.html, /<p>Hello Zoë,<\/p>\s*<p>Your code is \d{8}\./, 'as HTML too');
	like(mail.html, /<a href="https:\/\/localhost:\d+\/sign-in\/NC-[^"]*">/,
	    'where the address is a link');
	await b.submit(/^\/sign-in\//, { code });
	is(b.status, 200, 'the code opens the door');
	isnt(b.path, '/sign-in', 'and she is in');
	is(one(`select o.state || ' ' || coalesce(o.secret, 'none') from data.outbox o
	    join data.accounts a using (person_id) where a.address = :'address'`,
	    { address }), 'sent none', 'the outbox keeps no code');
	unlike(said(), /example\.org|\b\d{8}\b/, 'the log holds no address and no code');
});

await story('a name cannot add a header or an addressee', async () => {
	const address = person('Tom\r\nBcc: x@example.org\r\n\r\nHello');
	sql(`update data.communities set name = E'W\\r\\nX-Trick: yes\\r\\n\\r\\nV'
	    where key = 'wendle'`);
	const id = waits(address);
	ok(await until(() => mailed(id, 'state') === 'sent'), 'it is sent');
	const [path] = await arrived(server, address);
	const got = read(path).headers;
	ok(!('bcc' in got) && !('x-trick' in got),
	    'no header but ours', Object.keys(got));
	is(got['x-original-to'] ?? got['x-rcpt-args']?.match(/<(.*)>/)[1],
	    address, 'one addressee');
	let text = false;
	const all = await overheard((line) => {
		const begins = line === 'DATA';
		text = begins || (text && line !== '.');
		return begins ? '354 go on' : text ? '' : '250 fine';
	});
	await steward(plainly(all.port));
	const bare = waits(address);
	ok(await until(() => mailed(bare, 'state') === 'sent'), 'sent once more');
	all.stop();
	// what it hears itself: postfix takes a Bcc away
	const from = all.heard.indexOf('DATA') + 1;
	const headers = all.heard.slice(from, all.heard.indexOf('', from));
	ok(headers.some((line) => /^message-id:/i.test(line)), 'its headers are heard');
	is(headers.filter((line) => /^(cc|bcc|x-trick):/i.test(line)), [],
	    'no server is told a header that a name holds');
	is(all.heard.filter((line) => /^rcpt/i.test(line)), [`RCPT TO:<${address}>`],
	    'nor another addressee');
	await steward(plainly(server.port));
	const other = one(`insert into data.outbox (community_id, kind, address, about,
	    secret) select id, 'sign_up', E'a@b.org>\\r\\nRCPT TO:<x@example.org',
	    '{}', '1' from data.communities where key = 'wendle' returning id`);
	ok(await until(() => mailed(other, 'state') === 'given_up'),
	    'an address that would end its line is given up');
	sql("update data.communities set name = 'Wendle' where key = 'wendle'");
});

await story('a server that says not now is asked again for three days', async () => {
	const busy = await sink('-r', 'RCPT', '-b', '451 4.7.1 Come back later');
	await steward(plainly(busy.port));
	const id = waits(person('Rosa'));
	// from when it was laid in: 0, 1, 6, 21, 81 minutes, then every 240
	const wanted = [1, 5, 15, 60];
	while (wanted.reduce((sum, wait) => sum + wait) <= 3 * 24 * 60)
		wanted.push(240);
	const waited = [];
	while (await tried(id, waited.length + 1)) {
		waited.push(minutes(id));
		if (mailed(id, 'state') !== 'waiting')
			break;
		onward(id);
	}
	is(waited.slice(0, -1), wanted, '1, 5, 15, 60 minutes, then every 4 hours');
	is(mailed(id, "state || ' ' || coalesce(secret, 'none')"), 'given_up none',
	    'after three days it is given up, and its code forgotten');
	is(mailed(id, 'problem'), '451 4.7.1 Come back later', 'the reason is kept');
	busy.stop();
	ahead('0');
});

await story('what was put off goes out, once', async () => {
	const busy = await sink('-r', '.');
	await steward(plainly(busy.port));
	const address = person('Nils');
	const id = waits(address);
	await tried(id, 1);
	like(mailed(id, 'problem'), /^450 4\.3\.0 /, 'its text was refused');
	busy.stop();
	const cut = await sink('-q', '.');
	await steward(plainly(cut.port));
	onward(id);
	await tried(id, 2);
	like(mailed(id, "state || ' ' || problem"), /^waiting .*response/,
	    'nobody knows whether its text was taken');
	cut.stop();
	const name = mailed(id, 'message_id');
	await steward(plainly(server.port));
	onward(id);
	ok(await until(() => mailed(id, 'state') === 'sent'), 'a later try sends it');
	is((await arrived(server, address)).map((path) =>
	    read(path).headers['message-id']), [`<${name}@localhost>`],
	    'one mail, under the id it had');
	is(mailed(id, "problem || coalesce(secret, '')"), '', 'nothing is left to say');
	ahead('0');
});

// What a server that refuses like this leaves of a mail.
async function refusedBy(...options) {
	const no = await sink(...options);
	await steward(plainly(no.port));
	const id = waits(person('Olga'));
	await tried(id, 1);
	no.stop();
	return mailed(id, "state || ': ' || problem");
}

await story('a mail that is refused for good is given up', async () => {
	is(await refusedBy('-f', 'RCPT', '-B',
	    '550 5.1.1 <olga@example.org>: Nobody lives here, caf\xe9'),
	    'given_up: 550 5.1.1 <...>: Nobody lives here, caf??',
	    'its reason is kept, without the address');
	unlike(said(), /olga@/, 'which the log does not hold either');
	is(await refusedBy('-f', '.', '-B', '554 5.6.0 Not like this'),
	    'given_up: 554 5.6.0 Not like this', 'also after its text');
	for (const [at, words] of [['MAIL', '553 5.7.1 Sender not owned by you'], ['MAIL', '550 5.1.8 Who are you'],
	    ['RCPT', '554 5.7.1 Relay access denied']])
		like(await refusedBy('-f', at, '-B', words), /^waiting: 55/, `${words}: ours to mend`);
	like(await refusedBy('-f', 'MAIL', '-B', '530 5.7.0 Sign in first'),
	    /^waiting: 530 /, 'but not for what is ours to mend');
	like(await refusedBy('-f', 'CONNECT'), /^waiting: 5/,
	    'nor by a server that refuses everybody');
	like(await refusedBy('-Q', 'RCPT'), /^waiting: 421 /,
	    'nor by one that is shutting down');
});

// What a postfix with these rules leaves of a mail.
async function refusedByPostfix(rules) {
	const no = await postfix(rules);
	await steward(plainly(no.port));
	const id = waits(person('Olga'));
	await tried(id, 1);
	no.stop();
	return [id, mailed(id, "state || ': ' || problem")];
}

if (root) {
	await story('postfix says no, in its own words', async () => {
		const to = (words) => 'smtpd_recipient_restrictions = ' +
		    `check_recipient_access static:{${words}}`;
		const [never, why] = await refusedByPostfix(to('550 5.1.1 Nobody here'));
		is(why, 'given_up: 550 5.1.1 <...>: Recipient address rejected: Nobody here',
		    'an addressee whom it does not know: given up at once');
		is(mailed(never, 'tries'), '1', 'after one try');
		ok(await until(() => said().includes(
		    `"mail given up","id":${never},"detail":"550 5.1.1`), 2),
		    'which the log tells');
		is((await refusedByPostfix('message_size_limit = 500'))[1],
		    'given_up: 552 5.3.4 Error: message file too big', 'a mail too long for it');
		const [later, full] = await refusedByPostfix(to('450 4.2.2 Box is full'));
		is(full, 'waiting: 450 4.2.2 <...>: Recipient address rejected: Box is full',
		    'a box that is full: it waits');
		ok(await until(() => said().includes(`"mail waits","id":${later},`), 2), 'as the log tells');
		await steward(plainly(server.port));
		onward(later);
		ok(await until(() => mailed(later, 'state') === 'sent'),
		    'until there is room');
		ahead('0');
	});
} else {
	skip('postfix says no', 'it starts for root alone');
}

await story('a server that leaves in the middle is tried again', async () => {
	for (const word of ['EHLO', 'MAIL', 'RCPT', 'DATA']) {
		const gone = await overheard((line) => line.startsWith(word) ? null : '250 fine');
		await steward(plainly(gone.port));
		const id = waits(person('Ben'));
		await tried(id, 1);
		is(mailed(id, "state || coalesce(secret, '')"), 'waiting12345678',
		    `at ${word}: it waits`);
		gone.stop();
		sql("update data.outbox set state = 'sent', secret = null");
	}
	let text = false;
	const mute = await overheard((line) => {
		text ||= line === 'DATA';
		return line === 'DATA' ? '354 go on' : text ? '' : '250 fine';
	});
	await steward(plainly(mute.port));
	const id = waits(person('Ben'));
	await rest(25000);
	is(mailed(id, 'tries'), '0', 'one that says nothing to the text gets time');
	const ms = await took(() => mailed(id, 'tries') === '1', 150);
	ok(ms < 40000, 'but not more than a minute', ms);
	ok(mute.heard.includes('.'), 'it had all of it');
	like(mailed(id, "state || ': ' || problem"), /^waiting: .*time/, 'it waits');
	mute.stop();
	sql("update data.outbox set state = 'sent', secret = null");
});

await story('a server that is not there, or says nothing, is tried again', async () => {
	const port = await portFree();
	await steward(plainly(port));
	// the others would wait for it in turn
	sql("update data.outbox set state = 'sent', secret = null");
	const id = waits(person('Ben'));
	await tried(id, 1);
	like(mailed(id, "state || ': ' || problem"), /^waiting: .*connect/i,
	    'nobody answers: it waits, and says why');
	is(minutes(id), 1, 'for a minute');
	await steward({ smtp_url: 'smtp://nowhere.test', smtp_tls: 'off' });
	onward(id);
	await tried(id, 2);
	like(mailed(id, 'problem'), /resolve/, 'a name that leads nowhere');
	const held = new Set();
	const silent = net.createServer((socket) => held.add(socket))
	    .listen(port, '127.0.0.1');
	await steward(plainly(port));
	onward(id);
	const ms = await took(() => mailed(id, 'tries') === '3', 40);
	ok(ms > 8000, 'a server that does not greet gets ten seconds', ms);
	like(mailed(id, "state || ': ' || problem"), /^waiting: .*time/, 'and no more');
	held.forEach((socket) => socket.destroy());
	silent.close();
	ahead('0');
});

await stewardEnds();
server.stop();
