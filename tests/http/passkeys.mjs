#!/usr/bin/env node
// Passkeys, with a soft authenticator that can lie: what signs somebody in,
// and everything that does not.
import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { lastMail } from '../lib/mail.mjs';
import { add, Passkey, use } from '../lib/passkey.mjs';
import { ahead, one, sql } from '../lib/stack.mjs';
import { is, isnt, like, ok, story } from '../lib/tap.mjs';

const at = async (path = '/sign-in') => new Browser().get(path);
const inside = async (browser, name) => {
	const me = await browser.get('/me');
	return me.path === '/me' && me.says(`Hello ${name}`);
};
const refused = (browser, words, what) => is([browser.status, browser.errors], [400, [words]], what);

const LATE = 'This page was open for more than five minutes, or was sent before. Press the button again.';
const UNKNOWN = 'We don’t know this passkey. It may have been removed, or be for another site. Let us mail you a code.';
const UNFIT = 'This passkey was made for another site or another page. Open this page anew and try again.';
const UNPROVED = 'Your device did not check that it is you. Give it a screen lock (a PIN, your face or a finger) and try again.';

const keys = Object.fromEntries(['es256', 'eddsa', 'rs256'].map((k) => [k, new Passkey(k)]));
const amina = await signedIn('amina');

for (const [kind, key] of Object.entries(keys)) {
	await story(`Amina adds a passkey (${kind})`, async () => {
		const since = Date.now() - 1;
		await add(amina, key, `Phone ${kind}`);
		is([amina.path, amina.status], ['/me/passkeys?said=passkeys_new_said', 200], 'it is taken');
		ok(amina.says(`Phone ${kind}`) && amina.says('Not used yet'), 'and stands in the list');
		ok(await lastMail('amina@example.org', /A passkey was added/, since), 'she is told by mail');
	});
	await story(`and signs in with it (${kind})`, async () => {
		const b = await use(await at(), key, { counter: 2 });
		is(b.path, '/requests', 'one form, and she is where she belongs');
		ok(await inside(b, 'Amina'), 'it is her');
		ok((await amina.get('/me/passkeys')).says('Last used on'), 'the list says when');
	});
}

await story('where she wanted to go', async () => {
	const b = await use(await at('/sign-in?next=/me/passkeys'), keys.es256, { counter: 3 });
	is(b.path, '/me/passkeys', 'there');
});

await story('what a device says wrongly', async () => {
	const key = keys.es256;
	for (const [words, lies, what] of [
		[UNFIT, { origin: 'https://evil.example.org' }, 'another origin'],
		[UNFIT, { origin: process.env.NC_URL.replace(/:\d+$/, '') }, 'another port'],
		[UNFIT, { party: 'example.org' }, 'another party'],
		[UNFIT, { type: 'webauthn.create' }, 'another type'],
		[UNPROVED, { flags: 0x01 }, 'nobody was recognised'],
		[UNFIT, { flags: 0x04 }, 'nobody was there'],
		[UNFIT, { client: '{"type":"webauthn.get"' }, 'half of it'],
		[LATE, { challenge: 'f'.repeat(112) }, 'another challenge'],
		[UNKNOWN, { signer: new Passkey() }, 'signed by another key'],
		[UNKNOWN, { signer: keys.rs256 }, 'signed by another of hers'],
		[UNKNOWN, { credential: 'AAAA' }, 'a passkey nobody has'],
		[UNFIT, { credential: '+' }, 'no id at all'],
		[UNKNOWN, { handle: '' }, 'without saying whose it is'],
		[UNKNOWN, { handle: 'f'.repeat(64) }, 'for somebody else'],
	]) {
		const b = await use(await at(), key, { counter: 10, ...lies });
		refused(b, words, what);
		ok(!await inside(b, 'Amina'), `${what}: nobody is signed in`);
	}
	is(one(`select counter from data.passkeys where name = 'Phone es256'`), '3', 'none of them moved the counter');
});

await story('an answer that is sent again', async () => {
	const first = await at(), spied = first.twin(), other = await at();
	const challenge = first.value('challenge');
	const answer = { ...keys.es256.used(challenge, { counter: 11 }), challenge };
	await other.submit('/sign-in/passkey', answer);
	refused(other, LATE, 'from another browser, before it was even used');
	ok(await inside(await first.submit('/sign-in/passkey', answer), 'Amina'), 'the first one counts');
	await spied.get('/sign-in');
	isnt(spied.value('challenge'), challenge, 'each page asks for another');
	await spied.submit('/sign-in/passkey', answer);
	refused(spied, LATE, 'once more from the same browser, in another form');
	await spied.submit('/sign-in/passkey', keys.es256.used(challenge, { counter: 12 }));
	refused(spied, LATE, 'as the answer to another page');
	await spied.submit('/sign-in/passkey', { ...keys.es256.used(challenge, { counter: 12 }), challenge });
	refused(spied, LATE, 'nor is a challenge good for two answers');
});

await story('a page that was open for long', async () => {
	const b = await at();
	ahead('6 minutes');
	refused(await use(b, keys.es256, { counter: 12 }), LATE, 'says so');
	ok(await inside(await use(b, keys.es256, { counter: 13 }), 'Amina'), 'and the page it shows is fresh');
	ahead('0');
});

await story('what was made for another page', async () => {
	const b = await at();
	const page = await amina.twin().get('/me/passkeys/new');
	const key = new Passkey();
	await page.submit('/me/passkeys/new', { name: 'x', ...key.made(b.value('challenge')) });
	refused(page, LATE, 'the challenge of the sign-in page does not add one');
});

await story('a new one, sent again', async () => {
	const page = await amina.get('/me/passkeys/new');
	const twin = page.twin();
	const key = new Passkey();
	const made = key.made(page.value('challenge'));
	await page.submit('/me/passkeys/new', { name: 'Tablet', ...made });
	is(page.path, '/me/passkeys?said=passkeys_new_said', 'once');
	await twin.submit('/me/passkeys/new', { name: 'Tablet', ...made });
	is(twin.path, '/me/passkeys?said=passkeys_new_said', 'the same form leads to the same page');
	await page.get('/me/passkeys/new');
	await page.submit('/me/passkeys/new', { name: 'Tablet 2', ...made, challenge: twin.value('challenge') ?? made.challenge });
	is(page.status, 400, 'in another form it is refused');
	const again = await add(amina, key, 'Tablet 3');
	refused(again, 'This passkey is here already.', 'and the same key is not taken twice');
	is(one(`select count(*) from data.passkeys where name like 'Tablet%'`), '1', 'there is one of it');
});

await story('what a new one says wrongly', async () => {
	for (const [words, lies, what] of [
		[UNFIT, { origin: 'https://evil.example.org' }, 'another origin'],
		[UNFIT, { party: 'example.org' }, 'another party'],
		[UNFIT, { type: 'webauthn.get' }, 'another type'],
		[UNPROVED, { flags: 0x41 }, 'nobody was recognised'],
		[LATE, { challenge: 'f'.repeat(112) }, 'another challenge'],
		[UNFIT, { client: '[]' }, 'no client data'],
	])
		refused(await add(amina, new Passkey(), 'Liar', lies), words, what);
	await amina.get('/me/passkeys/new');
	await amina.submit('/me/passkeys/new', { name: '' });
	is([amina.status, amina.errors.length], [400, 2], 'sent empty it says both that are missing');
	await amina.get('/me/passkeys/new');
	await amina.submit('/me/passkeys/new', { name: 'x'.repeat(61), passkey: 'A'.repeat(5000) });
	is([amina.status, amina.errors.length], [400, 2], 'and what is too long');
	is(one(`select count(*) from data.passkeys where name = 'Liar'`), '0', 'nothing was kept');
});

await story('somebody else’s', async () => {
	const tom = await signedIn('tom');
	const ref = one(`select ref from data.passkeys where name = 'Tablet'`);
	is((await tom.get(`/me/passkeys/${ref}`)).status, 404, 'Tom does not see Amina’s');
	await tom.get('/me/passkeys');
	ok(!tom.says('Tablet'), 'nor in his list');
	const page = await amina.twin().get(`/me/passkeys/${ref}`);
	const form = page.form();
	await tom.get('/me');
	const answer = await tom.raw('POST', form.action, { headers: { origin: tom.base },
	    body: new URLSearchParams({ token: tom.value('token'), op: 'a'.repeat(32) }) });
	is(answer.status, 404, 'and can’t remove it');
	refused(await add(tom, keys.es256, 'Mine now'), 'This passkey is here already.', 'nor add it as his own');
});

await story('a counter that goes back', async () => {
	const since = Date.now() - 1, key = new Passkey();
	await add(amina, key, 'Copied');
	ok(await inside(await use(await at(), key, { counter: 9 }), 'Amina'), 'it counts');
	const b = await use(await at(), key, { counter: 9 });
	is(b.path, '/sign-in/stopped', 'the same number again is refused');
	ok(b.says('there may be a copy of it'), 'in words');
	ok(!await inside(b, 'Amina'), 'and signs nobody in');
	ok(await lastMail('amina@example.org', /We stopped a passkey/, since), 'she is told');
	refused(await use(await at(), key, { counter: 10 }), UNKNOWN, 'from then on it does not work');
	ok((await amina.get('/me/passkeys')).says('Stopped on'), 'the list says so');
});

await story('one that does not count', async () => {
	const key = new Passkey();
	key.counter = 0;
	await add(amina, key, 'Never counts');
	for (const i of [1, 2])
		ok(await inside(await use(await at(), key), 'Amina'), `signs in (${i})`);
});

await story('one that was removed', async () => {
	const since = Date.now() - 1, elsewhere = await signedIn('amina');
	await amina.get(`/me/passkeys/${one(`select ref from data.passkeys where name = 'Phone eddsa'`)}`);
	await amina.submit(/^\/me\/passkeys\//);
	is(amina.path, '/me/passkeys?said=passkeys_remove_said', 'Amina removes it');
	ok(!amina.says('Phone eddsa'), 'and it is gone');
	refused(await use(await at(), keys.eddsa, { counter: 20 }), UNKNOWN, 'it signs nobody in');
	ok(await lastMail('amina@example.org', /A passkey was removed/, since), 'she is told');
	ok(!await inside(elsewhere, 'Amina'), 'her other browsers are signed out');
	ok(await inside(amina, 'Amina'), 'this one is not');
});

await story('somebody who may not come in', async () => {
	const key = new Passkey(), nadia = await signedIn('nadia');
	await add(nadia, key, 'Nadia’s');
	sql(`update data.people set state = 'suspended' where name = 'Nadia Rahman' or id = (select person_id from data.accounts where address = 'nadia@example.org')`);
	const b = await use(await at(), key, { counter: 2 });
	ok(!await inside(b, 'Nadia'), 'suspended: she is not signed in');
	sql(`update data.people set state = 'active' where id = (select person_id from data.accounts where address = 'nadia@example.org')`);
	ok(await inside(await use(await at(), key, { counter: 3 }), 'Nadia'), 'and later she is');
});

await story('too many tries', async () => {
	const b = await at();
	let last, tries = 0;
	do
		last = await use(await b.get('/sign-in'), new Passkey());
	while (++tries < 60 && last.status !== 429);
	is([last.status, tries, last.answer['retry-after'] !== undefined], [429, 26, true], 'the 26th in five minutes has to wait');
});

await story('without a script', async () => {
	const b = await at();
	like(b.html, /<div hidden data-nc="passkey">/, 'nothing of it is shown');
	await b.submit('/sign-in/passkey', {});
	refused(b, 'Your browser sent no passkey. Press the button and follow what your device says.', 'and what is sent all the same is told so');
});

// The first step alone: a password.
async function half(name, next = '') {
	const b = await at('/sign-in' + (next && `?next=${next}`));
	return b.submit('/sign-in/password', { address: `${name}@example.org`, password: PASSWORD });
}

await story('as the second step of a coordinator', async () => {
	const ruth = await signedIn('ruth'), key = new Passkey();
	await add(ruth, key, 'Desk key');
	is(ruth.status, 200, 'she adds one');
	const b = await half('ruth', '/desk/people');
	is(b.path, '/second-factor?next=/desk/people', 'her password alone leads to the second step');
	await use(b, keys.rs256, { counter: 90 });
	refused(b, UNKNOWN, 'somebody else’s passkey is no second step of hers');
	is((await b.get('/desk')).path.split('?')[0], '/second-factor', 'and the desk stays shut');
	await b.get('/second-factor?next=/desk/people');
	const answer = { ...key.used(b.value('challenge'), { counter: 2 }), challenge: b.value('challenge') };
	await b.submit('/second-factor/passkey', answer);
	is([b.path, b.status], ['/desk/people', 200], 'her own opens it');
	const again = await half('ruth');
	await again.submit('/second-factor/passkey', answer);
	refused(again, LATE, 'its answer opens nothing a second time');
	const other = await half('ruth');
	await other.submit('/second-factor/passkey', { ...key.used(other.value('challenge'), { counter: 9, origin: 'https://evil.example.org' }),
	    challenge: other.value('challenge') });
	refused(other, UNFIT, 'nor one made for another site');
});

await story('to prove once more who one is', async () => {
	const ruth = await signedIn('ruth'), key = new Passkey();
	await add(ruth, key, 'Second desk key');
	ahead('11 minutes');
	await ruth.get('/me/passkeys/new');
	like(ruth.path, /^\/second-factor\?next=/, 'what is safe asks again after ten minutes');
	await use(ruth, key, { counter: 2 });
	is(ruth.path, '/me/passkeys/new', 'a touch, and on it goes');
	ahead('0');
});

await story('the last second step of a coordinator stays', async () => {
	const ruth = await signedIn('ruth');
	const who = one("select person_id from data.accounts where address = 'ruth@example.org'");
	const totp = sql(`select seed, last_step from data.totps where person_id = ${who} and state = 'on'`)[0];
	sql(`update data.totps set state = 'offered' where person_id = ${who} and state = 'on'`);
	try {
		const refs = sql(`select ref from data.passkeys where person_id = ${who}`).map(([r]) => r);
		ok(refs.length >= 2, 'two passkeys and no phone');
		for (const ref of refs) {
			await ruth.get(`/me/passkeys/${ref}`);
			await ruth.submit(`/me/passkeys/${ref}`, {});
			if (ref === refs.at(-1))
				is(ruth.status, 400, 'the last one cannot be removed');
			else
				is(ruth.status, 200, 'all but one can go');
		}
		is(one(`select count(*) from data.passkeys where person_id = ${who}`), '1', 'it is there');
		is((await half('ruth')).path.split('?')[0], '/second-factor', 'and is asked for');
	} finally {
		sql(`update data.totps set state = 'on' where person_id = ${who} and seed = '${totp[0]}'`);
	}
});
