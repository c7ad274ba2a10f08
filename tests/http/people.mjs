// Who comes in: signing up, the mailed code and link, the password, one's own
// page, and what a stranger cannot find out.
import { Browser, PASSWORD, signedIn } from '../lib/browser.mjs';
import { lastMail, mails, paths } from '../lib/mail.mjs';
import { ahead, one, shut, sql, until } from '../lib/stack.mjs';
import { is, isnt, like, ok, story, unlike } from '../lib/tap.mjs';

const stamp = Date.now().toString(36);
const address = (name) => `${name}.${stamp}@example.org`;
const code = (mail) => mail.text.match(/\b\d{8}\b/)[0];

// Signs up and enters the code: somebody new.
async function newcomer(name, { door, browser = new Browser() } = {}) {
	await browser.get('/sign-up');
	await browser.submit('/sign-up', { name: `${name} Test`,
	    address: address(name), door: door ?? [] });
	await browser.submit(/^\/sign-in\//, {
	    code: code(await lastMail(address(name))) });
	return browser;
}
// Asks for a code for somebody who has an account.
async function asked(name, browser = new Browser()) {
	const since = Date.now() - 1;
	await browser.get('/sign-in');
	await browser.submit('/sign-in', { address: address(name) });
	browser.mail = await lastMail(address(name), /\d{8}/, since);
	return browser;
}

await story('Nora signs up', async () => {
	const b = new Browser();
	await b.get('/sign-up');
	is(b.status, 200, 'a page asks who she is');
	await b.submit('/sign-up', { name: '', address: 'nora', phone: 'x' });
	is(b.status, 400, 'nothing in it');
	is(b.errors, ['Enter your name, as you want to be called.',
	    'Enter a mail address like name@example.org.',
	    'Enter a phone number like 01632 960142.'], 'every field says what to do');
	like(b.title, /^Error: /, 'and the title begins with it');
	is(b.value('address'), 'nora', 'what she typed is kept');
	await b.submit('/sign-up', { name: '  Nora   Test ', address: address('nora'),
	    phone: '01632 960155', door: 'group' });
	like(b.path, /^\/sign-in\/NC-[2-9A-Z]{4}-[2-9A-Z]{2}\?new=yes$/, 'the next page waits for the code');
	ok(b.says('A mail with 8 digits is on its way to you.'), 'and says that a mail comes, with no if');
	is(b.links.some((l) => l.href === '/sign-in'), false, 'nobody who is new is sent where only known addresses get a code');
	unlike(b.path, /example/, 'no address in its address');
	const mail = await lastMail(address('nora'));
	like(mail.text, /^Welcome,/, 'a mail says welcome');
	unlike(mail.text, /960155/, 'without her number');
	is(one("select count(*) from data.accounts where address = :'a'",
	    { a: address('nora') }), '0', 'there is no account yet');
	await b.submit(/^\/sign-in\//, { code: code(mail).replace(/(....)/, '$1 ') });
	is(b.path, '/groups/new', 'with the code she is in, on the way to her group');
	await b.get('/me');
	is(b.heading, 'Hello Nora', 'her page greets her');
	is(b.value('name'), 'Nora Test', 'her name, with one space');
	is(b.value('phone'), '01632 960155', 'her number');
	ok(b.says('Begin with your group') && b.says('Offer help'), 'both doors stand open');
	like(b.text, /Firefox/, 'and the browser she is signed in with');
	is(b.answer['cache-control'], 'no-store', 'nobody keeps that page');
	ok(await until(() => one(`select secret is null and state = 'sent' from data.outbox
	    where address = :'a'`, { a: address('nora') }) === 't'), 'the code is forgotten once it is mailed');
});

await story('the mailed link', async () => {
	await newcomer('lena');
	const b = await asked('lena');
	const [link] = paths(b.mail);
	like(link, /^\/sign-in\/NC-[^/]*\?key=\d{8}$/, 'it leads to the page of the code');
	const scanner = new Browser();
	for (let i = 0; i < 3; i++)
		await scanner.get(link);
	ok(scanner.says('Another browser asked'), 'what looks into mail before her is told so');
	is(scanner.forms.filter((f) => /sign-in/.test(f.action)).length, 0, 'and gets no button');
	await b.get(link);
	is(b.value('code'), code(b.mail), 'in her browser the code is filled in');
	await b.submit(/^\/sign-in\//);
	is(b.path, '/me', 'one button, and she is in');
	await b.get(link);
	ok(b.says('This code works no longer'), 'used, it opens nothing');
});

await story('a code is good for one browser, five tries, ten minutes, once', async () => {
	const home = await newcomer('mark');
	await home.get('/me');
	await home.submit('/sign-out');
	const b = await asked('mark');
	const other = new Browser();
	await other.get('/sign-in');
	other.html = b.html.replace(/name="token" value="[^"]*"/,
	    other.html.match(/name="token" value="[^"]*"/)[0]);
	other.path = b.path;
	await other.submit(/^\/sign-in\//, { code: code(b.mail) });
	is(other.status, 400, 'another browser with the right code');
	is(other.errors, ['This code works in the browser where you asked for it. Ask for a new one here.'], 'is told where it works');
	await other.get('/me');
	like(other.path, /^\/sign-in\?/, 'and is not in');
	for (let i = 1; i <= 5; i++) {
		await b.submit(/^\/sign-in\//, { code: '0000000' + i });
		is(b.errors[0], 'That is not the code we sent. Look at the newest mail and type the 8 digits again.', `wrong for the ${i}. time`);
	}
	ok(b.says('This code works no longer'), 'after five the page has no field left');
	const again = await asked('mark');
	const twin = again.twin();
	const late = again.twin();
	ahead('11 minutes');
	await late.submit(/^\/sign-in\//, { code: code(again.mail) });
	ahead('0');
	is(late.errors, ['This code works no longer. Ask for a new one.'], 'after ten minutes it is late');
	const [first, second] = await Promise.all([again, twin].map((t) =>
	    t.submit(/^\/sign-in\//, { code: code(again.mail) })));
	is([first.path, second.path], ['/me', '/me'], 'a double click signs in');
	is(one(`select count(*) from data.logins l join data.accounts a using (person_id)
	    where a.address = :'a' and l.ended_at is null`, { a: address('mark') }), '1', 'once');
	const fresh = await asked('mark');
	await fresh.submit(/^\/sign-in\//, { code: code(fresh.mail) });
	is(fresh.path, '/me', 'a new code works again');
});

await story('what a stranger cannot find out', async () => {
	await newcomer('kim');
	const pages = [];
	for (const who of ['kim', 'unknown']) {
		const b = new Browser();
		await b.get('/sign-in');
		await b.submit('/sign-in', { address: address(who) });
		pages.push([b.status, b.title, b.main]);
	}
	is(pages[0], pages[1], 'asking for a code looks the same for an address we know');
	const wrong = [];
	for (const who of ['kim', 'unknown']) {
		const b = new Browser();
		await b.get('/sign-in');
		await b.submit('/sign-in/password', { address: address(who), password: 'not this one' });
		wrong.push([b.status, b.title, b.errors]);
	}
	is(wrong[0], wrong[1], 'so does a wrong password');
	like(wrong[0][2][0], /do not fit together/, 'which says that the two do not fit');
	const since = Date.now() - 1;
	const b = new Browser();
	await b.get('/sign-up');
	await b.submit('/sign-up', { name: 'Somebody Else', address: address('kim') });
	is([b.status, b.title], pages[0].slice(0, 2), 'signing up with it again looks the same');
	const mail = await lastMail(address('kim'), /\d{8}/, since);
	like(mail.text, /has an account already/, 'only the mail says that there is an account');
	await b.submit(/^\/sign-in\//, { code: code(mail) });
	await b.get('/me');
	is(b.value('name'), 'kim Test', 'which keeps its name');
	is(mails(address('unknown')).length, 0, 'an unknown address gets no mail');
});

await story('a password', async () => {
	const b = await newcomer('pia');
	const elsewhere = await asked('pia');
	await elsewhere.submit(/^\/sign-in\//, { code: code(elsewhere.mail) });
	await b.get('/me');
	await b.follow('Set a password, or change it');
	for (const [password, sentence] of [
		['', 'Enter a password of 8 characters or more.'],
		['seven 7', 'Use at least 8 characters.'],
		['Password1', 'Many people use this password, so others may guess it. Choose three words that do not belong together.'],
		['a'.repeat(1025), 'Shorten this: it is longer than we can keep.'],
	]) {
		await b.submit('/me/password', { password });
		is(b.errors, [sentence], `not ${password.slice(0, 12) || 'an empty one'}`);
		ok(!password || !b.html.includes(password), 'and it is not shown again');
	}
	const since = Date.now() - 1;
	const words = ' дом & "Haus" — 家\t';
	await b.submit('/me/password', { password: words });
	ok(b.says('Your password is saved.'), 'any signs are fine');
	await lastMail(address('pia'), /password/, since);
	ok(true, 'she gets a mail about it');
	await elsewhere.get('/me');
	like(elsewhere.path, /^\/sign-in\?/, 'other browsers are signed out');
	await b.get('/me');
	is(b.status, 200, 'hers is not');
	like(one("select password_hash from data.accounts where address = :'a'", { a: address('pia') }),
	    /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/, 'kept with Argon2id, three passes over 64 MiB');
	const c = new Browser();
	await c.get('/sign-in?next=/how-we-work');
	await c.submit('/sign-in/password', { address: address('pia'), password: words.trim() });
	is(c.status, 400, 'it is never trimmed');
	is(c.value('address'), address('pia'), 'her address is kept');
	await c.submit('/sign-in/password', { address: address('pia').toUpperCase(), password: words });
	is(c.path, '/how-we-work', 'it lets her in, to where she was going');
	await c.get('/sign-in');
	is(c.path, '/me', 'who is in is not asked to sign in');
});

await story('where it leads', async () => {
	for (const [who, path] of [['ruth', '/desk'], ['amina', '/requests']])
		is((await signedIn(who)).path, path, `${who} goes to ${path}`);
	for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/%0d%0ax']) {
		const b = new Browser();
		await b.get('/sign-in?next=' + encodeURIComponent(next));
		await b.submit('/sign-in/password', { address: 'amina@example.org', password: PASSWORD },
		    { extra: {} });
		is(b.path, '/requests', `and never to ${next}`);
	}
	const b = new Browser();
	await b.get('/me?x=1&y=2');
	like(b.path, /^\/sign-in\?next=/, 'a page of hers asks to sign in');
	await b.submit('/sign-in/password', { address: 'amina@example.org', password: PASSWORD });
	is(b.path, '/me?x=1&y=2', 'and comes after it');
});

await story('her own page', async () => {
	const b = await newcomer('ola');
	const phone = await asked('ola');
	phone.headers['user-agent'] = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1';
	await phone.submit(/^\/sign-in\//, { code: code(phone.mail) });
	await b.get('/me');
	ok(b.says('Safari on an iPhone'), 'it names her telephone');
	const end = b.forms.find((f) => /\/end$/.test(f.action)).action;
	const stranger = await newcomer('zed');
	await stranger.get('/me');
	const body = stranger.filled(stranger.form('/sign-out'));
	is((await stranger.raw('POST', end, { body, headers: { origin: stranger.base } })).status, 404,
	    'a stranger does not find her login');
	await phone.get('/me');
	is(phone.status, 200, 'which goes on');
	await b.submit(end);
	ok(b.says('That browser is signed out.'), 'she ends it');
	await phone.get('/me');
	like(phone.path, /^\/sign-in\?/, 'and the telephone is out');
	await b.submit('/me', { name: '"\'><img src=x onerror=1>&{{7*7}}', phone: '' });
	ok(b.says('Your details are saved.'), 'her name is what she says it is');
	is(b.value('name'), '"\'><img src=x onerror=1>&{{7*7}}', 'whatever stands in it');
	unlike(b.html, /<img src=x/, 'and stays text');
	await b.submit('/me', { name: 'N'.repeat(81), phone: '' });
	is([b.status, b.value('name').length], [400, 81], 'not longer than 80');
	await b.get('/me');
	const before = b.cookies.get('__Host-login');
	await b.submit('/sign-out');
	ok(b.says('You are signed out.'), 'she signs out');
	is(b.cookies.has('__Host-login'), false, 'the cookie is gone');
	b.cookies.set('__Host-login', before);
	await b.get('/me');
	like(b.path, /^\/sign-in\?/, 'and opens nothing if somebody kept it');
});

await story('a login that ended loses nothing', async () => {
	const b = await newcomer('vera');
	await b.get('/me');
	const typed = b.twin();
	typed.cookies = new Map(b.cookies);
	sql("update data.logins set ended_at = now() where person_id = (select person_id from data.accounts where address = :'a')",
	    { a: address('vera') });
	await typed.submit('/me', { name: 'Vera Ending', phone: '01632 960166' });
	like(typed.path, /^\/sign-in\?next=\/kept$/, 'sent after it ended, the form asks to sign in');
	const since = Date.now() - 1;
	await typed.submit('/sign-in', { address: address('vera') });
	await typed.submit(/^\/sign-in\//, { code: code(await lastMail(address('vera'), /\d{8}/, since)) });
	is(typed.path, '/kept', 'then it is there again');
	ok(typed.says('Vera Ending'), 'as it was filled');
	await typed.submit('/me');
	ok(typed.says('Your details are saved.'), 'and is sent with one button');
	is(typed.value('name'), 'Vera Ending', 'whole');
});

await story('coordinators and members stay signed in for so long', async () => {
	const ruth = await signedIn('ruth');
	const amina = await signedIn('amina');
	ahead('13 hours');
	await ruth.get('/desk');
	like(ruth.path, /^\/sign-in\?/, 'after a night the desk asks again');
	await amina.get('/requests');
	is(amina.path, '/requests', 'a member is still there');
	ahead('0');
});

await story('cookies', async () => {
	const b = new Browser();
	const page = await b.raw('GET', '/sign-in');
	like(String(page.headers['set-cookie']), /^__Host-browser=[0-9a-f]{64}; Path=\/; Secure; HttpOnly; SameSite=Lax/, 'the browser’s own');
	b.html = page.body;
	b.path = '/sign-in';
	const answer = await b.raw('POST', '/sign-in/password', { body: b.filled(b.form('/sign-in/password'),
	    { address: 'amina@example.org', password: PASSWORD }), headers: { origin: b.base } });
	is(answer.status, 303, 'signed in');
	like(String(answer.headers['set-cookie']), /__Host-login=[0-9a-f]{64}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+/, 'the login’s');
	isnt(one("select count(*) from data.logins where token_hash = :'t'", { t: b.cookies.get('__Host-login') }), '1',
	    'only its hash is kept');
});

await story('many tries', async () => {
	const b = new Browser();
	const name = address('many');
	await b.get('/sign-in');
	let status = 0, tries = 0;
	sql("delete from data.tries");
	while (status !== 429 && tries++ < 7) {
		await b.get('/sign-in');
		await b.submit('/sign-in', { address: name });
		status = b.status;
	}
	is([status, tries], [429, 6], 'of codes for one address the sixth is refused');
	ok(b.answer['retry-after'] > 590 && b.answer['retry-after'] <= 600, 'with when to come again');
	ok(b.says('we take a break now'), 'in plain words');
	sql("delete from data.tries");
	for (tries = 0, status = 0; status !== 429 && tries < 27; tries++) {
		if (tries === 10)
			ok(shut() > 0, 'ten codes shut the door for a moment');
		await b.get('/sign-in');
		await b.submit('/sign-in', { address: address('m' + tries) });
		status = b.status;
	}
	is([status, tries], [429, 11], 'of codes from one place the eleventh waits a little');
	sql("delete from data.tries");
});
