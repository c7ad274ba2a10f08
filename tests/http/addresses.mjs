// Another mail address: proven by a code, told to the old one, which can put
// itself back; and what a stranger cannot find out.
import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { lastMail, mails, paths } from '../lib/mail.mjs';
import { add, Passkey } from '../lib/passkey.mjs';
import { ahead, one, sql } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';
import { setUp } from '../lib/totp.mjs';

const stamp = Date.now().toString(36);
const code = (mail) => mail.text.match(/\b\d{8}\b/)[0];
const fresh = (name) => `${name}.${stamp}@new.example`;
const address = (old) => one("select address from data.accounts where person_id = :'p'", { p: old });
const person = (name) => one("select person_id from data.accounts where address = :'a'", { a: `${name}@example.org` });

async function asked(b, to) {
	const since = Date.now() - 1;
	await b.get('/me/address');
	await b.submit('/me/address', { address: to });
	return since;
}
async function moved(b, to) {
	const since = await asked(b, to);
	await b.submit(/^\/me\/address\//, { code: code(await lastMail(to, /\d{8}/, since)) });
	return since;
}

// What lets somebody in, but for a code to their address.
const waysIn = (p) => one(`select coalesce(nullif(concat_ws(' ', case when a.password_hash is not null then 'password' end,
    (select 'passkey' from data.passkeys k where k.person_id = :'p' limit 1),
    (select 'phone' from data.totps t where t.person_id = :'p' limit 1),
    (select count(*) || ' codes' from data.recovery_codes c where c.person_id = :'p' and c.ended_at is null having count(*) > 0),
    (select 'known' from data.known_browsers b where b.person_id = :'p' limit 1)), ''), 'nothing')
    from data.accounts a where a.person_id = :'p'`, { p });
// The demo's own again, since others sign in with it.
const sameWord = (p) => sql(`update data.accounts set password_hash = (select b.password_hash from data.accounts b
    where b.address = 'amina@example.org') where person_id = :'p'`, { p });

await story('Ivy moves', async () => {
	const b = await signedIn('ivy'), phone = await signedIn('ivy');
	const who = person('ivy');
	await b.get('/me');
	await b.follow('Change it');
	is(b.path, '/me/address', 'from her page');
	await b.submit('/me/address', { address: 'IVY@example.org' });
	is(b.errors, ['That is the address we have already. Enter the new one.'], 'the old one is none');
	const since = await asked(b, fresh('ivy'));
	like(b.path, /^\/me\/address\/NC-/, 'a page waits for the code');
	is(address(who), 'ivy@example.org', 'nothing is changed yet');
	const other = await signedIn('ivy');
	await other.get(b.path);
	ok(other.says('Another browser asked'), 'the code works in this browser alone');
	const stranger = await signedIn('colin');
	await stranger.get(b.path);
	is(stranger.status, 404, 'and for nobody else');
	const mail = await lastMail(fresh('ivy'), /\d{8}/, since);
	ok(mail.text.includes('Hello Ivy'), 'the new address gets it');
	await b.submit(/^\/me\/address\//, { code: '00000000' });
	is([b.status, address(who)], [400, 'ivy@example.org'], 'a wrong one changes nothing');
	const twin = b.twin();
	const [first, second] = await Promise.all([b, twin].map((t) => t.submit(/^\/me\/address\//, { code: code(mail) })));
	ok(first.says('Your new mail address is in use.') && second.says('Your new mail address is in use.'), 'the right one does, also twice');
	is(address(who), fresh('ivy'), 'at once');
	await phone.get('/me');
	like(phone.path, /^\/sign-in\?/, 'every other browser is out');
	const told = await lastMail('ivy@example.org', /another address/, since);
	unlike(told.text, new RegExp(stamp), 'the old one hears of it, not where to');
	ok((await lastMail(fresh('ivy'), /comes here/, since)).text.includes('/me'), 'the new one too');
	is(one("select count(*) from data.audit where deed = 'addresses_enter' and person_id = :'who'", { who }), '1', 'one row of the trail');
});

await story('back within seven days', async () => {
	const who = person('ivy') ?? one("select person_id from data.accounts where address = :'a'", { a: fresh('ivy') });
	const told = await lastMail('ivy@example.org', /another address/);
	const [link] = paths(told);
	like(link, /^\/address\/back\?right=[0-9a-f]{32}$/, 'the link carries a right of 128 bits');
	unlike(one("select string_agg(right_hash, ' ') from data.address_changes"), new RegExp(link.slice(-32)), 'of which only the hash is kept');
	const thief = new Browser();
	await thief.signIn(fresh('ivy'), PASSWORD);
	await thief.get('/me');
	is(thief.status, 200, 'somebody is in with the new address');
	await add(thief, new Passkey(), 'Not hers');
	await setUp(thief);
	await thief.get('/me/second-factor/codes');
	await thief.submit('/me/second-factor/codes');
	is(waysIn(who), 'password passkey phone 10 codes known', 'and has made it theirs');
	const b = new Browser();
	for (let i = 0; i < 3; i++)
		await b.get(link);
	is(address(who), fresh('ivy'), 'opening it changes nothing: what reads mail does that too');
	ahead('7 days 1 minute');
	await b.get(link);
	ok(b.says('This link works no longer'), 'after seven days it is over');
	ahead('6 days 23 hours');
	await b.get(link);
	ahead('0');
	await b.submit('/address/back');
	is(address(who), 'ivy@example.org', 'the button puts the old one back');
	ok(b.says('Your old mail address is back'), 'and says so');
	await thief.get('/me');
	like(thief.path, /^\/sign-in/, 'whoever was in is out');
	is(waysIn(who), 'nothing', 'and has no way in any more');
	is(one("select has_factor from data.people where id = :'p'", { p: who }), 'f', 'so that a mailed code is enough for her');
	sameWord(who);
	await b.get(link);
	ok(b.says('This link works no longer'), 'once');
	ok(await lastMail(fresh('ivy'), /was put back/) && await lastMail('ivy@example.org', /was put back/), 'both addresses hear of it');
	for (const bad of ['', '?right=', '?right=' + '0'.repeat(32), '?right=%00', '?right=x%27--']) {
		await b.get('/address/back' + bad);
		is([b.status, b.says('This link works no longer')], [200, true], `nothing behind "${bad}"`);
	}
	is((await b.raw('POST', '/address/back', { body: new URLSearchParams({ right: '0'.repeat(32) }), headers: { origin: b.base } })).status,
	    404, 'nor a deed');
});

await story('whoever took it on cannot put it back to theirs', async () => {
	const b = await signedIn('dermot'), who = person('dermot');
	await moved(b, fresh('thief'));
	await moved(b, fresh('thief2'));
	const mine = paths(await lastMail('dermot@example.org', /another address/))[0];
	const theirs = paths(await lastMail(fresh('thief'), /another address/))[0];
	const owner = new Browser();
	await owner.get(mine);
	await owner.submit('/address/back');
	is(address(who), 'dermot@example.org', 'the first address wins over a chain of changes');
	sameWord(who);
	await owner.get(theirs);
	ok(owner.says('This link works no longer'), 'and what came after has no link any more');
});

await story('what was made ready before the change', async () => {
	const b = await signedIn('dermot'), who = person('dermot');
	await add(b, new Passkey(), 'His own');
	sql("update data.passkeys set created_at = created_at - interval '8 days' where person_id = :'who'", { who });
	await add(b, new Passkey(), 'Not his');
	await setUp(b);
	await b.get('/me/second-factor/codes');
	await b.submit('/me/second-factor/codes');
	const since = await moved(b, fresh('thief3'));
	is(waysIn(who), 'password passkey phone 10 codes known', 'a phone, a passkey and codes, then the address');
	const owner = new Browser();
	await owner.get(paths(await lastMail('dermot@example.org', /another address/, since))[0]);
	await owner.submit('/address/back');
	is(one("select string_agg(name, ' ') from data.passkeys where person_id = :'who'", { who }), 'His own',
	    'go all, but for what had stood for a week');
	is(waysIn(who), 'passkey', 'and nothing else is left');
	sql("delete from data.passkeys where person_id = :'who'", { who });
	sameWord(who);
});

await story('an address that is somebody’s', async () => {
	const b = await signedIn('walter'), who = person('walter');
	const seen = [];
	for (const to of ['colin@example.org', fresh('walter')]) {
		await asked(b, to);
		seen.push([b.status, b.title, b.main.replaceAll(to, 'ADDRESS').replace(/NC-\w{4}-\w\w|[0-9a-f]{32,}/g, '')]);
	}
	is(seen[0], seen[1], 'is answered like any other');
	const mail = await lastMail('colin@example.org', /wanted/);
	unlike(mail.text, /\b\d{8}\b|Walter/, 'its owner hears that somebody wanted it, not who, and no code');
	is(address(who), 'walter@example.org', 'and nothing changes');
	is(mails('colin@example.org').filter((m) => /\d{8}/.test(m.text) && /this address from now on/.test(m.text)).length, 0, 'no code went there');
	await asked(b, fresh('race'));
	const sent = await lastMail(fresh('race'), /\d{8}/);
	sql("update data.accounts set address = :'a' where address = 'gwen@example.org'", { a: fresh('race') });
	await b.submit(/^\/me\/address\//, { code: code(sent) });
	is([b.status, address(who)], [400, 'walter@example.org'], 'who was faster keeps it');
	sql("update data.accounts set address = 'gwen@example.org' where address = :'a'", { a: fresh('race') });
});

await story('not with an old proof', async () => {
	const b = await signedIn('stella');
	sql("update data.logins set proved_at = proved_at - interval '11 minutes' where person_id = :'p'", { p: person('stella') });
	await b.get('/me/address');
	is(b.path, '/confirm?next=%2Fme%2Faddress', 'we want to be sure first');
	await b.submit('/confirm', { password: PASSWORD });
	is(b.path, '/me/address', 'then it goes on');
});
