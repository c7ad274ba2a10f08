// Being sure who it is: what is safe only for ten minutes, how one proves it,
// and that nothing typed is lost on the way.
import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { lastMail } from '../lib/mail.mjs';
import { ahead, one, sql } from '../lib/stack.mjs';
import { is, isnt, like, ok, story, unlike } from '../lib/tap.mjs';

const code = (mail) => mail.text.match(/\b\d{8}\b/)[0];
const live = (name) => Number(one(`select count(*) from data.logins l join data.accounts a using (person_id)
    where a.address = :'a' and l.ended_at is null and l.replaced_at is null`, { a: `${name}@example.org` }));
// As if the last proof lay eleven minutes back, for this person alone.
const late = (name) => sql(`update data.logins set proved_at = proved_at - interval '11 minutes'
    where person_id = (select person_id from data.accounts where address = :'a')`, { a: `${name}@example.org` });

await story('ten minutes', async () => {
	const b = await signedIn('penny');
	await b.get('/me/password');
	is([b.status, b.path], [200, '/me/password'], 'who came in a moment ago is not asked');
	ahead('9 minutes 30 seconds');
	await b.get('/me/password');
	is(b.path, '/me/password', 'nor after nine minutes');
	ahead('10 minutes 30 seconds');
	await b.get('/me/password');
	is(b.path, '/confirm?next=%2Fme%2Fpassword', 'after ten we want to be sure');
	await b.get('/me');
	is(b.status, 200, 'while all else goes on');
	ahead('0');
});

await story('by password', async () => {
	const b = await signedIn('penny');
	const before = b.cookies.get('__Host-login');
	const count = live('penny');
	late('penny');
	await b.get('/me/password?x=1');
	is(b.heading, 'Is it you?', 'a page asks');
	await b.submit('/confirm', { password: 'not this one' });
	is([b.status, b.errors], [400, ['That is not your password. Try again, or let us mail you a code.']], 'a wrong password');
	is(b.value('next'), '/me/password?x=1', 'forgets not where she was going');
	const twin = b.twin();
	const [one_, two] = await Promise.all([b, twin].map((t) => t.submit('/confirm', { password: PASSWORD })));
	is([one_.path, two.path], ['/me/password?x=1', '/me/password?x=1'], 'the right one leads there, also with a double click');
	is(one_.cookies.get('__Host-login'), two.cookies.get('__Host-login'), 'both with the same id');
	isnt(one_.cookies.get('__Host-login'), before, 'which is a new one');
	is(live('penny'), count, 'in the place of the old');
	const old = new Browser();
	old.cookies = new Map(b.cookies).set('__Host-login', before);
	await old.get('/me/password');
	like(old.path, /^\/(confirm|sign-in)\?/, 'the old id proves nothing');
	ahead('11 seconds');
	await old.get('/me');
	like(old.path, /^\/sign-in\?/, 'and after ten seconds is nobody');
	await b.get('/me');
	is(b.status, 200, 'while the new one goes on');
	is(b.forms.filter((f) => /logins\/NC-[^/]*\/end$/.test(f.action)).length, count - 1, 'her page lists each login once');
	ahead('0');
});

await story('by a mailed code', async () => {
	const b = await signedIn('gwen');
	late('gwen');
	await b.get('/me/password');
	const since = Date.now() - 1;
	await b.submit('/confirm/code');
	like(b.path, /^\/confirm\/NC-/, 'a page waits for it');
	ok(b.says('on its way to gwen@example.org'), 'and says where to look');
	const mail = await lastMail('gwen@example.org', /\d{8}/, since);
	ok(mail.text.includes(b.path), 'the mail leads back there');
	unlike(mail.text, /key=/, 'without the code in its link');
	const other = await signedIn('gwen');
	await other.get(b.path);
	ok(other.says('Another browser asked'), 'it works in the browser that asked, and in no other');
	const stranger = await signedIn('colin');
	await stranger.get(b.path);
	is(stranger.status, 404, 'for somebody else it is not there');
	await b.submit(/^\/confirm\//, { code: '00000000' });
	is(b.errors, ['That is not the code we sent. Look at the newest mail and type the 8 digits again.'], 'a wrong one');
	const ref = b.path.match(/NC-[^?]*/)[0];
	is(one("select tries from data.mailed_codes where ref = :'ref'", { ref }), '1', 'is counted');
	await b.submit(/^\/confirm\//, { code: code(mail) });
	is(b.path, '/me/password', 'the right one leads on');
	await b.get(`/confirm/${ref}`);
	ok(b.says('This code works no longer'), 'once');
	late('gwen');
	await b.get('/me/password');
	const later = Date.now() - 1;
	await b.submit('/confirm/code');
	await lastMail('gwen@example.org', /\d{8}/, later);
	for (let i = 1; i <= 5; i++)
		await b.submit(/^\/confirm\//, { code: '0000000' + i });
	ok(b.says('This code works no longer'), 'five wrong ones end it');
});

await story('what was typed waits', async () => {
	const b = await signedIn('elsie');
	await b.get('/me/password');
	late('elsie');
	await b.submit('/me/password', { password: 'tea at three oclock' });
	is(b.path, '/confirm?next=%2Fkept'.replace('%2F', '/'), 'a form that comes late asks first');
	await b.submit('/confirm', { password: PASSWORD });
	is(b.path, '/kept', 'then it is there again');
	ok(b.says('first we had to be sure'), 'and says why');
	await b.submit('/me/password');
	is([b.status, b.errors], [400, ['Enter a password of 8 characters or more.']], 'a password alone is never kept, and asked for again');
});

await story('everywhere else', async () => {
	const b = await signedIn('brian'), phone = await signedIn('brian'), third = await signedIn('brian');
	await b.get('/me');
	await b.submit('/me/logins/end');
	ok(b.says('Everywhere else you are signed out.'), 'one button ends all others');
	for (const other of [phone, third]) {
		await other.get('/me');
		like(other.path, /^\/sign-in\?/, 'a browser is out');
	}
	await b.get('/me');
	is([b.status, live('brian')], [200, 1], 'this one stays');
});
