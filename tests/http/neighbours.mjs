// Two communities on one installation: whoever is at home in one is nobody
// in the other, and every link leads back to where it came from.
import { Browser, NEXT_DOOR, neighbour, signedIn } from '../lib/browser.mjs';
import { lastMail } from '../lib/mail.mjs';
import { one, sql } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const MARK = Date.now() % 1e7;
const HASH = "(select password_hash from data.accounts where address = 'joan@example.org')";
const somebody = (key, name, address) => sql(`with p as (insert into data.people (community_id, name)
    select id, :'name' from data.communities where key = :'key' returning id, community_id)
    insert into data.accounts (person_id, community_id, address, password_hash)
    select id, community_id, :'address', ${HASH} from p`, { key, name, address });
const asks = (b, path) => b.raw('GET', path);
// The cookies of one host, sent to the other: what no browser does.
function smuggled(b, base) {
	const other = new Browser(base);
	other.cookies = new Map(b.cookies);
	return other;
}

const siobhan = await neighbour('siobhan');
const ruth = await signedIn('ruth');

await story('each has its own name, people and stories', async () => {
	ok((await new Browser(NEXT_DOOR).get('/')).says('Corran Shore'), 'the host name leads to the neighbours');
	ok((await new Browser().get('/')).says('Wendle Valley'), 'and any other to the default one');
	for (const [b, mine, theirs] of [[siobhan, 'corran', 'wendle'], [ruth, 'wendle', 'corran']]) {
		const names = (key) => sql(`select p.name from data.people p join data.communities c on c.id = p.community_id where c.key = :'key'
		    union select g.name from data.groups g join data.communities c on c.id = g.community_id where c.key = :'key'
		    union select r.title from data.requests r join data.communities c on c.id = r.community_id where c.key = :'key' and r.title <> ''`,
		    { key }).map(([name]) => name).filter((name) => name.length >= 10);
		let text = '';
		for (const path of ['/', '/tasks', '/what-came-of-it', '/desk', '/desk/requests', '/desk/groups', '/desk/people', '/desk/mails'])
			text += (await b.get(path)).text;
		ok(names(mine).filter((name) => text.includes(name)).length > 10, `a coordinator of ${mine} reads of its own`);
		is(names(theirs).filter((name) => text.includes(name)), [], `and of nobody in ${theirs}`);
	}
});

await story('a login is one house’s', async () => {
	for (const [b, base, who] of [[siobhan, process.env.NC_URL, 'the neighbours’ coordinator here'], [ruth, NEXT_DOOR, 'ours next door']]) {
		const other = smuggled(b, base);
		like((await asks(other, '/desk')).headers.location, /^\/sign-in/, `${who}: has to sign in`);
		like((await asks(other, '/me')).headers.location, /^\/sign-in/, `${who}: has no page`);
		ok((await other.get('/sign-in')).says('Sign in'), `${who}: is nobody yet`);
		const stranger = new Browser(base);
		await stranger.get('/sign-in');
		await stranger.submit('/sign-in/password', { address: b === ruth ? 'ruth@example.org' : 'siobhan@corran.example', password: 'two doors one light' });
		is(stranger.status, 400, `${who}: the password opens nothing`);
	}
});

await story('one address, two people', async () => {
	const address = `both.${MARK}@example.net`;
	somebody('wendle', 'Bo of Wendle', address);
	somebody('corran', 'Bo of Corran', address);
	for (const [base, name, other] of [[process.env.NC_URL, 'Bo of Wendle', 'Bo of Corran'], [NEXT_DOOR, 'Bo of Corran', 'Bo of Wendle']]) {
		const b = new Browser(base);
		await b.signIn(address);
		await b.get('/me');
		ok(b.html.includes(name) && !b.html.includes(other), `the same address is ${name} at ${new URL(base).hostname}`);
	}
	// By mail: the code of one house opens no door of the other.
	const here = new Browser(), there = new Browser(NEXT_DOOR);
	const since = Date.now() - 1;
	await there.get('/sign-in');
	await there.submit('/sign-in', { address });
	const mail = await lastMail(address, /\b\d{4} ?\d{4}\b/, since);
	const links = mail.text.match(/https:\/\/\S+/g);
	is(links.filter((l) => !l.startsWith(`${NEXT_DOOR}/`)), [], 'a mail leads to the house that sent it');
	like(mail.headers['message-id'], /@corran\.localhost>$/, 'and is named after it');
	const [code] = mail.text.match(/\b\d{4} ?\d{4}\b/);
	const path = new URL(there.path, NEXT_DOOR).pathname;
	here.cookies = new Map(there.cookies);
	is((await here.get(path)).status, 404, 'the page of the code is not there in the other house');
	await there.submit(/^\/sign-in\//, { code });
	await there.get('/me');
	ok(there.html.includes('Bo of Corran'), 'it opens its own');
});

await story('forms stay in their house', async () => {
	await siobhan.get('/me');
	const form = siobhan.form('/me');
	const other = smuggled(siobhan, process.env.NC_URL);
	const post = (b, origin, name) => b.raw('POST', '/me', { body: siobhan.filled(form, { name }), headers: origin ? { origin } : {} });
	const called = () => one("select p.name from data.people p join data.accounts a on a.person_id = p.id where a.address = 'siobhan@corran.example'");
	const name = 'Siobhán Kerrigan';
	is((await post(siobhan, process.env.NC_URL, 'From next door')).status, 403, 'a form that comes from the other house is refused');
	for (const origin of [undefined, process.env.NC_URL, NEXT_DOOR]) {
		const { status, headers } = await post(other, origin, 'Carried next door');
		ok(status === 403 || (status === 303 && /^\/sign-in\b/.test(headers.location)), `carried next door it opens nothing: ${origin} ${status}`);
	}
	is(called(), name, 'and nothing has changed');
	is(one("select count(*) from data.people where name in ('From next door', 'Carried next door')"), '0', 'for nobody');
	is((await post(siobhan, NEXT_DOOR, `${name} B`)).status, 303, 'from its own it is taken');
	is(called(), `${name} B`, 'and done');
	await siobhan.get('/me');
	await siobhan.submit('/me', { name });
	is(called(), name, 'and back');
	// What was typed before signing in waits in the house it was typed in.
	const b = new Browser(NEXT_DOOR);
	await b.get('/sign-in');
	const token = b.value('token');
	const typed = await b.raw('POST', '/groups/new', { body: new URLSearchParams({ token, op: 'a'.repeat(32), name: 'Typed next door' }),
	    headers: { origin: NEXT_DOOR } });
	is(typed.status, 303, 'somebody types before signing in');
	ok((await asks(b, '/kept')).body.includes('Typed next door'), 'the house it was typed in has kept it');
	unlike((await asks(smuggled(b, process.env.NC_URL), '/kept')).body, /Typed next door/, 'the other house has not kept it');
});

await story('links that leave the site', async () => {
	const declan = await neighbour('declan');
	const ref = one("select a.ref from data.appointments a where a.details like 'At the quay%'");
	const ics = (await asks(declan, `/appointments/${ref}.ics`)).body.replace(/\r\n /g, '');
	ok(ics.includes(`URL:${NEXT_DOOR}/matches/`), 'a calendar entry leads to its own house');
	unlike(ics, new RegExp(process.env.NC_URL), 'and to no other');
	is((await asks(await signedIn('ruth'), `/appointments/${ref}.ics`)).status, 404, 'where it is not there');
});
