// A choir signs up, changes what is known of it, and shares the work.
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail, paths } from '../lib/mail.mjs';
import { one, sql } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const HASH = "(select password_hash from data.accounts where address = 'joan@example.org')";
const HOME = "(select community_id from data.accounts where address = 'joan@example.org')";
const MARK = Date.now() % 1e7;

function somebody(name, address = `${name.toLowerCase()}.${MARK}@example.org`) {
	sql(`with p as (insert into data.people (community_id, name)
	    values (${HOME}, :'name') returning id, community_id)
	    insert into data.accounts (person_id, community_id, address, password_hash)
	    select id, community_id, :'address', ${HASH} from p`, { name, address });
	return address;
}

const kept = (field, ref) => one(`select ${field} from data.groups where ref = :'ref'`, { ref });
const STREET = `${MARK} Chapel Row`;
const joan = new Browser();
let ref, joanAt;

await story('a group signs up', async () => {
	like((await new Browser().get('/groups/new')).path, /^\/sign-in\?next=/, 'whoever signs up a group signs in first');
	await joan.signIn(joanAt = somebody('Joan'));
	await joan.get('/groups/new');
	await joan.submit('/groups/new', { name: '', does: 'We sing on Tuesdays.', town: 'Halifax', phone: 'none' });
	is(joan.status, 400, 'what is missing is asked for');
	is(joan.errors, ['Enter the name of your group.', 'Choose whether your group is registered. “I don’t know” is fine.',
	    'Enter a phone number, like 01632 960123.'], 'all of it at once');
	is([joan.value('does'), joan.value('town'), joan.value('phone')], ['We sing on Tuesdays.', 'Halifax', 'none'], 'the rest is kept');
	await joan.submit('/groups/new', { name: 'x'.repeat(121), registration: 'unknown', phone: '' });
	is(joan.status, 400, 'a name has 120 letters at most');
	await joan.submit('/groups/new', { name: 'Hilltop Choir', phone: '+44 (0) 1632 960 777' });
	like(joan.path, /^\/groups\/NC-[2-9A-Z]{4}-[2-9A-Z]{2}$/, 'then it has a page');
	ref = joan.path.split('/')[2];
	is(joan.heading, 'Hilltop Choir', 'under its name');
	ok(joan.says('You can ask for help now. You need not wait for us.'), 'which says what can be done now');
	const due = one("select to_char(due_on, 'FMDD FMMonth') from data.promises where subject_ref = :'ref'", { ref });
	ok(joan.says(due), `and by when we look at it: ${due}`);
	ok(joan.says('Joan (you)') && joan.says('The person we talk to'), 'Joan is the contact');
	const mail = await lastMail('ruth', 'Hilltop Choir');
	is(paths(mail), [`/desk/groups/${ref}`], 'a coordinator gets a mail');
	unlike(mail.text, /960 777/, 'without the phone number');
});

await story('what is known of it changes', async () => {
	await joan.follow('Change what we know of your group');
	is([joan.value('name'), joan.value('does'), joan.value('registration'), joan.value('town')],
	    ['Hilltop Choir', 'We sing on Tuesdays.', 'unknown', 'Halifax'], 'the fields hold what is known');
	await joan.submit(`/groups/${ref}/change`, { street: STREET, notes: 'The password is open-sesame-9' });
	is(joan.status, 400, 'a password is refused');
	is(joan.value('street'), STREET, 'the rest is kept');
	await joan.submit(`/groups/${ref}/change`, { notes: 'Side door, ask for Joan', town: 'Halif', number: '1234567',
	    registration: 'registered' });
	is(joan.path, `/groups/${ref}/place`, 'a town that is in doubt is asked about');
	await joan.submit(`/groups/${ref}/place`, { place: null });
	like(joan.errors.join(), /Choose a town/, 'one is chosen, or none of them');
	await joan.submit(`/groups/${ref}/place`, { place: 'none' });
	ok(joan.says('Halif') && joan.says('Say which town of that name'), 'none of them keeps what was written');
	await joan.follow('Say which town of that name');
	const [first] = joan.form(`/groups/${ref}/place`).fields.place.choices;
	await joan.submit(`/groups/${ref}/place`, { place: first });
	is(kept("(select name from data.places where id = place_id)", ref), 'Halifax', 'a town is chosen');
	ok(joan.says('What you changed is saved.') && joan.says(STREET) && joan.says('1234567'), 'the page shows it all');
	await joan.get(`/groups/${ref}/place`);
	is(joan.path, `/groups/${ref}`, 'a town that is chosen is not asked about');
});

await story('others find nothing there', async () => {
	const brian = await signedIn('brian');
	const tom = await signedIn('tom');
	const ruth = await signedIn('ruth');
	await joan.get(`/groups/${ref}`);
	const mine = one("select p.ref from data.people p join data.memberships m on m.person_id = p.id join data.groups g on g.id = m.group_id where g.ref = :'ref'", { ref });
	for (const path of ['', '/change', '/place', '/leave', `/members/${mine}`])
		for (const [who, b] of [['another group', brian], ['a volunteer', tom], ['a coordinator', ruth]])
			is((await b.get(`/groups/${ref}${path}`)).status, 404, `${who}: 404 at /groups/:ref${path.replace(mine, ':person')}`);
	await brian.get('/ask');
	const form = brian.form('/ask');
	for (const [path, fields] of [['/change', { name: 'Mine', does: 'x', registration: 'unknown' }], ['/place', { place: 'none' }],
	    ['/invitations', { address: 'x@example.org' }], ['/leave', {}], [`/members/${mine}`, {}]])
		is((await brian.raw('POST', `/groups/${ref}${path}`, { body: brian.filled(form, {}, { extra: fields }),
		    headers: { origin: brian.base } })).status, 404, `another group cannot write at /groups/:ref${path.replace(mine, ':person')}`);
	is(kept('name', ref), 'Hilltop Choir', 'nothing came of it');
	await joan.submit(`/groups/${ref}/invitations`, { address: 'x' });
	await joan.get(`/groups/${ref}/change`);
	await joan.submit(`/groups/${ref}/change`, { name: 'Hilltop Choir' }, { extra: { state: 'vetted', id: '1', vetted_by: '1' } });
	is(kept('state', ref), 'new', 'a field that is not asked for changes nothing');
});

const guest = `sam.${MARK}@example.net`;
let sam;
let invitation;

await story('a colleague without account is asked and joins', async () => {
	await joan.get(`/groups/${ref}`);
	await joan.submit(`/groups/${ref}/invitations`, { address: 'sam at example' });
	like(joan.errors.join(), /Enter a mail address/, 'what is no address is said to be none');
	is(joan.value('address'), 'sam at example', 'and kept');
	await joan.submit(`/groups/${ref}/invitations`, { address: guest });
	ok(joan.says('The invitation is on its way.') && joan.says(guest), 'an invitation is sent');
	await joan.submit(`/groups/${ref}/invitations`, { address: guest.toUpperCase() });
	like(joan.errors.join(), /You have asked that address already/, 'not twice');
	const mail = await lastMail(guest, 'Hilltop Choir');
	[invitation] = paths(mail);
	like(invitation, /^\/groups\/invitations\/NC-/, 'the mail has one way in');
	unlike(mail.text, new RegExp(STREET), 'and no address of the group');

	like((await new Browser().get(invitation)).path, /^\/sign-in\?next=/, 'nobody joins without signing in');
	const brian = await signedIn('brian');
	is((await brian.get(invitation)).status, 404, 'another address: 404');
	await brian.get('/ask');
	is((await brian.raw('POST', invitation, { body: brian.filled(brian.form('/ask')), headers: { origin: brian.base } })).status,
	    404, 'and 404 when written to');
	somebody('Sam', guest);
	sam = await signedIn(guest);
	await sam.get(invitation);
	ok(sam.says('Joan asks you to join Hilltop Choir here.'), 'the one who was asked reads who asks');
	is((await sam.twin().get(`/groups/${ref}`)).status, 404, 'and is not in yet');
	await sam.submit(invitation);
	is(sam.path.split('?')[0], `/groups/${ref}`, 'one button, and Sam is in');
	ok(sam.says('You belong to this group now.') && sam.says('Sam (you)') && sam.says(STREET), 'and sees what Joan sees');
	await sam.get(invitation);
	ok(sam.says('You have answered this invitation.'), 'the invitation is used up');
});

await story('an invitation is taken back', async () => {
	const late = somebody('Lateef');
	await joan.get(`/groups/${ref}`);
	await joan.submit(`/groups/${ref}/invitations`, { address: late });
	const way = paths(await lastMail(late, 'Hilltop Choir'))[0];
	const lateef = await signedIn(late);
	await lateef.get(way);
	await joan.submit(/\/cancel$/);
	ok(joan.says('The invitation was taken back.'), 'one button takes it back');
	await lateef.submit(way);
	is(lateef.status, 409, 'who comes too late is told');
	ok(lateef.says('That invitation can’t be used any more. Ask the group for a new one.'), 'with what to do');
	await lateef.get(way);
	ok(lateef.says('This invitation was taken back.'), 'and the page says so too');
});

await story('taken off, and leaving', async () => {
	await joan.get('/ask');
	await joan.submit('/ask');
	const request = joan.path.split('/')[2];
	sql("update data.requests set title = 't', goal = 'g', today = 't', hurts = 'h', affected = 'a', since = 's', uses = 'u', reach = 'afar', pressing = 'calm', measure = 'm', state = 'sent' where ref = :'request'", { request });
	await joan.get(`/groups/${ref}`);
	await joan.follow('Take off Sam');
	ok(joan.says('Sam will no longer see your requests'), 'a page says what will happen');
	is((await sam.get(`/requests/${request}`)).status, 200, 'until then Sam sees the requests');
	const twin = await joan.twin().get(joan.path);
	await joan.submit(/\/members\//);
	ok(joan.says('That person no longer belongs to the group.'), 'then Sam is off');
	is((await sam.get(`/requests/${request}`)).status, 404, 'and sees nothing any more');
	await twin.submit(/\/members\//);
	is(twin.status, 409, 'only once');
	await joan.get(`/groups/${ref}`);
	await joan.follow('Leave this group');
	ok(joan.says('You are the only one left, and a request of yours is still running.'), 'the last is told so');
	await joan.submit(/\/leave$/);
	is(joan.status, 400, 'and says first what becomes of it');
	is(joan.errors, ['Choose what becomes of what your group asks for.'], 'in one sentence');
	await joan.submit(/\/leave$/, { what: 'colleague' });
	is(joan.errors, ['Enter the mail address of your colleague, or choose something else.'], 'a colleague has an address');

	// Somebody is asked, and joins.
	const heir = somebody('Ines');
	await joan.submit(/\/leave$/, { what: 'colleague', address: heir });
	ok(joan.says('You stay until somebody has joined.'), 'she stays until a colleague has joined');
	is((await joan.get(`/groups/${ref}`)).status, 200, 'and sees what she saw');
	await joan.get(`/groups/${ref}/leave`);
	ok(joan.says('you wait for somebody to take over') && joan.says(heir), 'the page says so');
	const ines = await signedIn(heir);
	await ines.get(paths(await lastMail(heir, 'Hilltop Choir'))[0]);
	const tab = await joan.twin().get(`/groups/${ref}/change`);
	await ines.submit();
	ok(ines.says('You belong to this group now.'), 'then a colleague joins');
	for (const path of [`/groups/${ref}`, `/groups/${ref}/change`, `/requests/${request}`])
		is((await joan.raw('GET', path)).status, 404, `she is out at once: ${path.replace(ref, ':ref').replace(request, ':ref')}`);
	await tab.submit(`/groups/${ref}/change`, { does: 'She writes from an open tab' });
	is([tab.status, kept('does', ref)], [404, 'We sing on Tuesdays.'], 'her open tab too');
	await lastMail(joanAt, 'You are out of Hilltop Choir');

	// Nobody is known: the coordinators look for somebody.
	await ines.get(`/groups/${ref}/leave`);
	await ines.submit(/\/leave$/, { what: 'desk' });
	const [desk] = paths(await lastMail('ruth', 'Hilltop Choir needs somebody'));
	const ruth = await signedIn('ruth');
	await ruth.get(desk);
	ok(ruth.says('Somebody is needed who answers for this group'), 'a coordinator reads it');
	const found = `found.${MARK}@example.net`;
	await ruth.submit(`/desk/groups/${ref}/invitations`, { address: found });
	like((await lastMail(found, 'Hilltop Choir')).text, /Ruth Okafor asks you to join/, 'and asks somebody');
	await ines.get(`/groups/${ref}/leave`);
	await ines.submit(undefined, {}, { button: 'I stay after all' });
	ok(ines.says('You stay in the group.'), 'waiting can be taken back');
	await ruth.get(desk);
	ok(!ruth.says('Somebody is needed who answers'), 'and the desk need not look any more');
	const again = await ruth.raw('POST', `/desk/groups/${ref}/invitations`, { body: ruth.filled(ruth.form(/notes$/), {},
	    { extra: { address: `more.${MARK}@example.net` } }), headers: { origin: ruth.base } });
	is(again.status, 404, 'nor can it ask anybody then');

	// Nobody goes on.
	await ines.get(`/groups/${ref}/leave`);
	await ines.submit(/\/leave$/, { what: 'withdraw' });
	is(one("select state from data.requests where ref = :'request'", { request }), 'withdrawn', 'what she asked for is withdrawn');
	is(ines.path.split('?')[0], '/me', 'and she leaves');
	is((await ines.get(`/groups/${ref}`)).status, 404, 'and sees nothing any more');
});

await story('an invitation lapses, is sent again, and tells nobody who is known', async () => {
	const bo = await signedIn(somebody('Bo'));
	await bo.get('/groups/new');
	await bo.submit('/groups/new', { name: 'Lapsing', does: 'We wait.', registration: 'unknown', phone: '01632 960 555' });
	const path = bo.path, mine = path.split('/')[2];
	const said = [];
	const known = somebody('Known'), unknown = `unknown.${MARK}@example.net`;
	for (const address of [known, unknown]) {
		await bo.get(path);
		await bo.submit(/\/invitations$/, { address });
		said.push([bo.status, bo.main.replace(/[0-9a-f]{32,}|NC-[2-9A-Z]{4}-[2-9A-Z]{2}|[2-9A-Z]{4}-[2-9A-Z]{4}/g, '')
		    .replaceAll(known, '@').replaceAll(unknown, '@').replace(/\s/g, '').replace(/@Askedon.*?to@/g, '')]);
	}
	is(said[0], said[1], 'known or not, the inviter reads the same');
	const [way] = paths(await lastMail(known, 'Lapsing'));
	const friend = await signedIn(known);
	await friend.get(way);
	const tab = friend.twin();
	await bo.get(path);
	ok(!/Ask again/.test(bo.html), 'nobody is asked twice in a day');
	sql("update data.member_invitations set asked_at = data.app_now() - interval '30 days 1 minute' where group_id = (select id from data.groups where ref = :'mine')", { mine });
	await tab.submit(way);
	is(tab.status, 409, 'after 30 days it opens nothing');
	await friend.get(way);
	ok(friend.says('older than 30 days'), 'and says so');
	ok(!(await friend.get('/me')).html.includes('Lapsing'), 'it is not offered any more');
	await bo.get(path);
	ok(bo.says('no answer in 30 days'), 'the group reads it too');
	const since = Date.now() - 1;
	await bo.submit(bo.forms.find((f) => /again$/.test(f.action)).action);
	ok(bo.says('The invitation is on its way.'), 'one button sends it again');
	await lastMail(known, 'Lapsing', since);
	await friend.get(way);
	await friend.submit(way);
	ok(friend.says('You belong to this group now.'), 'and it works again');
	const ruth = await signedIn('ruth');
	await ruth.get(`/desk/groups/${mine}/decline`);
	await ruth.submit(/decline$/, { reason: 'Not here.', next_step: 'Elsewhere.' });
	is(sql("select distinct i.state from data.member_invitations i join data.groups g on g.id = i.group_id where g.ref = :'mine' order by 1", { mine })
	    .flat(), ['accepted', 'cancelled'], 'a group that is declined asks nobody any more');
});
