// PostgreSQL stands still: honest pages, nothing typed is lost, no deed twice.
import { setTimeout as rest } from 'node:timers/promises';

import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { family, freeze, one, processOf, thaw, took, until } from '../lib/stack.mjs';
import { diag, is, like, ok, story, unlike } from '../lib/tap.mjs';

const WITHIN = 3000;
const REFERENCE = /Reference for the phone: [2-9A-Z]{4}-[2-9A-Z]{4}/;
const UNKNOWN = 'We don’t know yet whether this was saved';
const UNSAVED = 'This was not saved yet';

// Many hands and what forms like to lose: lines, quotes, spaces at the end.
const HANDS = 'Danke! 👩🏽‍🔧🧡🏳️‍🌈 تم الإصلاح يوم الجمعة. תודה רבה. 食物銀行 Žluťoučký & <b>"quoted"</b> \'single\' 100 % + a=b;\n\n  two lines on';
const LONG = [...`${HANDS} `.repeat(60)].slice(0, 3999).join('').trimEnd() + '.';

const messages = (text) => one("select count(*) from data.messages where body = :'text'", { text });
const goals = (ref, text) => one("select count(*) from data.requests where ref = :'ref' and goal = :'text'", { ref, text });

// What a form holds, as it would be sent.
const held = (b, action) => b.filled(b.form(action)).toString();

let slowest = 0;
async function timed(what, name) {
	const begun = Date.now();
	await what();
	const ms = Date.now() - begun;
	slowest = Math.max(slowest, ms);
	ok(ms <= WITHIN, `${name}: an answer within 3 s`, ms);
}

async function away(b, path) {
	await timed(() => b.get(path), path);
	is([b.status, b.heading], [503, 'We are away for a moment'], `${path}: we are away`);
	like(b.text, REFERENCE, `${path}: with a reference`);
	is(b.answer['retry-after'], '5', `${path}: and when to come again`);
}

// A form sent into the silence; afterwards the page holds all of it.
async function lost(b, action, fields, heading) {
	const before = new URLSearchParams(b.filled(b.form(action), fields));
	await timed(() => b.submit(action, fields), action);
	is([b.status, b.heading], [503, heading], `${action}: ${heading}`);
	like(b.text, REFERENCE, `${action}: with a reference`);
	const after = new URLSearchParams(held(b, action));
	is([...after.keys()].sort(), [...before.keys()].sort(), `${action}: no field is missing`);
	for (const [name, value] of before)
		if (name !== 'token')
			ok(after.get(name).replace(/\r\n/g, '\n') === value, `${action}: ${name} is as it was`,
			    after.get(name), value);
}

const tom = await signedIn('tom');
const amina = await signedIn('amina');
const ruth = await signedIn('ruth');
const stranger = new Browser();
const match = one(`select m.ref from data.matches m join data.accounts a on a.person_id = m.person_id
    where a.address = 'tom@example.org' and m.state = 'working'`);
const draft = one("select r.ref from data.requests r where r.state = 'draft' limit 1");
const task = one("select ref from data.tasks where state = 'open' order by ref limit 1");
const at = `/matches/${match}`;
const kores = ['kore1', 'kore2'].map((k) => family(processOf(k)).join());

await tom.get(at);
await amina.get(`/ask/${draft}/goal`);
await ruth.get(`/desk/tasks/${task}`);
is([tom.status, amina.status, ruth.status], [200, 200, 200], 'all is well before');
await stranger.get('/sign-in');
// More than there are connections that write.
const crowd = Array.from({ length: 12 }, () => tom.twin());
const said = (n) => `${n} ${HANDS}`;

freeze('postgres');
try {
	await story('while it stands still, everybody is told so within 3 s', async () => {
		await Promise.all([
			away(new Browser(), '/'),
			away(new Browser(), '/tasks'),
			away(ruth.twin(), '/desk'),
			away(ruth, `/desk/tasks/${task}`),
			lost(tom, `${at}/messages`, { body: LONG }, UNKNOWN),
			lost(amina, `/ask/${draft}/goal`, { goal: HANDS }, UNKNOWN),
		]);
	});

	await story('what needs no database is there', async () => {
		for (const path of ['/livez', '/public/nocape.css', '/public/logo.svg']) {
			const begun = Date.now();
			is((await stranger.raw('GET', path)).status, 200, path);
			ok(Date.now() - begun < 1000, `${path}: at once`);
		}
	});

	await story('it goes on standing still: the connections are gone by now', async () => {
		await Promise.all([
			away(new Browser(), '/what-came-of-it'),
			away(ruth, `/desk/tasks/${task}`),
			timed(() => stranger.submit('/sign-in/password', { address: 'tom@example.org', password: PASSWORD }), 'signing in'),
			...crowd.map((b, n) => timed(() => b.submit(`${at}/messages`, { body: said(n) }), `message ${n}`)),
		]);
		is(crowd.map((b) => b.status), crowd.map(() => 503), 'no message could be saved');
		is(crowd.map((b) => b.value('body').replace(/\r\n/g, '\n')), crowd.map((_, n) => said(n)), 'every letter of them is kept');
		is(crowd.filter((b) => ![UNKNOWN, UNSAVED].includes(b.heading)), [], 'each page says how it stands');
		ok(crowd.some((b) => b.heading === UNSAVED), 'what found no connection was surely not saved');
		is(stranger.status, 503, 'nobody can sign in');
		unlike(stranger.html, new RegExp(PASSWORD), 'and the password stands on no page');
		diag(`the slowest answer took ${slowest} ms`);
	});
} finally {
	thaw('postgres');
}

await story('it goes on: all is well by itself within 5 s', async () => {
	const ms = await took(async () => (await new Browser().raw('GET', '/readyz')).status === 200, 15);
	ok(ms <= 5000, 'pages come again', ms);
	diag(`pages came again after ${ms} ms`);
	is(['kore1', 'kore2'].map((k) => family(processOf(k)).join()), kores, 'and nobody was started again for it');
});

await story('the same form sent again settles what had become of it', async () => {
	const twins = [tom, tom.twin(), tom.twin()];
	await Promise.all(twins.map((b) => b.submit(`${at}/messages`)));
	is(twins.map((b) => [b.status, b.path.replace(/\?.*/, '')]), twins.map(() => [200, at]), 'three times at once: the page that follows');
	await amina.submit(`/ask/${draft}/goal`);
	is([amina.status, amina.path], [200, `/ask/${draft}/today`], 'the next question');
	await rest(1000);
	is(messages(LONG), '1', 'the message is there once, letter by letter');
	is(goals(draft, HANDS), '1', 'so is the answer');
	ok(tom.says('تم الإصلاح'), 'the page shows it');
});

await story('so it is with a crowd', async () => {
	const there = crowd.map((b, n) => Number(messages(said(n))));
	is(crowd.filter((b, n) => b.heading === UNSAVED && there[n] > 0).length, 0, 'what was not saved is not there');
	diag(`${crowd.filter((b) => b.heading === UNKNOWN).length} did not know, and of those ${there.filter((n) => n > 0).length} had been saved`);
	const again = await Promise.all(crowd.map((b) => b.raw('POST', `${at}/messages`, {
	    body: b.filled(b.form(`${at}/messages`)), headers: { origin: b.base } })));
	is(again.map((answer) => answer.status), crowd.map(() => 303), 'sent again, each comes through');
	is(crowd.map((b, n) => messages(said(n))), crowd.map(() => '1'), 'and each is there once');
});

await story('nothing is left behind', async () => {
	await stranger.signIn('tom@example.org');
	is(stranger.path, '/help', 'people sign in again');
	ok(await until(() => Number(one("select count(*) from pg_stat_activity where application_name = 'nocape web'")) <= 12, 5), 'no connection is left of those that were given up');
});
