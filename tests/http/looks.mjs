// Who saw my phone number?  Amina, Tom and Ruth look at each other's, and read
// of it; and when a match ends, all of it is gone from the page.
import { Browser, signedIn } from '../lib/browser.mjs';
import { one, sealed, sql } from '../lib/stack.mjs';
import { is, ok, story } from '../lib/tap.mjs';

const mark = String(Date.now() % 1e8);
const home = one("select community_id from data.accounts where address = 'ruth@example.org'");
const address = (name) => `${name.toLowerCase()}.${mark}@looks.example`;
function person(name, phone = '') {
	return one(`with p as (insert into data.people (community_id, name) values (:home, :'name') returning id)
	    insert into data.accounts (person_id, community_id, address, password_hash, phone)
	    select id, :home, :'address', (select password_hash from data.accounts where address = 'ruth@example.org'), :'phone'
	    from p returning person_id`, { home, name, phone, address: address(name.split(' ')[0]) });
}
const id = { Amina: person('Amina Looks', '01632 960711'), Joan: person('Joan Looks', '01632 960712') };
const tones = ['Tom', 'Rolf', 'Clay', 'Bert', 'Sven'];
tones.forEach((name, i) => {
	id[name] = person(`${name} Whitlow`, `01632 96072${i}`);
	sql(`insert into data.volunteers (person_id, community_id, state, capacity, agreed_at) values (:p, :home, 'vetted', 5, now())`, { p: id[name], home });
});
const called = `Looks Food Bank ${mark}`;
const bank = one(`insert into data.groups (community_id, name, does, state, street, entry_notes)
    values (:home, :'called', 'Food', 'vetted', '7 Look Lane', 'Blue door, ring twice') returning id`, { home, called });
sql(`insert into data.memberships (group_id, person_id, community_id, contact) values (:bank, :amina, :home, true), (:bank, :joan, :home, false)`,
    { bank, home, amina: id.Amina, joan: id.Joan });
await sealed();

// A task of its own with somebody matched to it by Ruth, who has agreed.
function match(who, title) {
	return one(`begin;
	    select visit_as(:home, (select person_id from data.accounts where address = 'ruth@example.org')) \\g /dev/null
	    insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since,
	        uses, reach, pressing, measure, sent_at, opened_at)
	    values (:home, :bank, :amina, 'open', :'title', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', now(), now())
	    returning id as request \\gset
	    insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, published_at)
	    values (:home, :request, :bank, 'call', :'title', 120, true, true, now()) returning id as task \\gset
	    select match_made(:task, :who, 'lead', (select person_id from data.accounts where address = 'ruth@example.org')) as ref \\gset
	    update data.matches set agreement_at = now() where ref = :'ref';
	    select :'ref'; commit;`, { home, bank, amina: id.Amina, title, who: id[who] });
}
const come = (name) => new Browser().signIn(address(name));
const pref = (name) => one("select ref from data.people where id = :'id'", { id: id[name] });
const gref = one("select ref from data.groups where id = :'bank'", { bank });

const amina = await come('Amina');
const tom = await come('Tom');
const ruth = await signedIn('ruth');
const ref = match('Tom', 'A list for two');
const said = /Tom Whitlow saw your phone number and mail address\. \w+day \d+ \w+ \d{4}, \d\d:\d\d \(UK time\)/;

await story('nobody has looked', async () => {
	await amina.get('/me');
	ok(amina.says('you see when they looked'), 'her page promises that she sees who looks');
	await amina.follow('Who saw your contact details');
	is(amina.path, '/me/looks', 'and leads to where');
	ok(amina.says('Nobody has looked so far'), 'nobody did');
	ok(!/after=/.test(amina.html), 'and there is nothing older');
});

await story('Amina sees that Tom saw her phone number, and when', async () => {
	await tom.get(`/matches/${ref}`);
	await tom.submit(`/matches/${ref}/contact`);
	ok(tom.says('01632 960711') && tom.says('Blue door, ring twice'), 'Tom looks');
	ok(tom.says('You saw the phone number and mail address of Amina Looks.'), 'and reads that it was written down');
	await amina.get('/me/looks');
	ok(amina.says(said), 'Amina reads who, what and when');
	ok(amina.says(`Tom Whitlow saw the street of ${called} and how to get in.`), 'also of her group');
	ok(!/01632 ?9607/.test(amina.html) && !amina.says('Look Lane'), 'not the details themselves');
	await amina.follow('A list for two');
	is(amina.path, `/matches/${ref}`, 'and goes on to the match');
	const joan = await come('Joan');
	await joan.get('/me/looks');
	ok(joan.says(`saw the street of ${called}`) && !joan.says('saw your phone'), 'Joan reads of the street, and that hers was not seen');
	await tom.get('/me/looks');
	ok(tom.says('Nobody has looked so far'), 'what Tom did is not on his list');
	for (const other of [await come('Rolf'), await signedIn('kwame')]) {
		await other.get('/me/looks');
		ok(!other.says('Tom Whitlow') && !other.says(called), 'nobody else reads any of it');
	}
});

await story('what the look said is shown, and no more', async () => {
	sql("update data.accounts set phone = '' where person_id = :'joan'", { joan: id.Joan });
	sql("update data.memberships set contact = true where person_id = :'joan'", { joan: id.Joan });
	await tom.get(`/matches/${ref}`);
	ok(!tom.says(address('Joan')), 'who became a contact afterwards was not part of the look');
	sql("update data.memberships set contact = false where person_id = :'joan'", { joan: id.Joan });
	sql("update data.contact_views set at = at - interval '31 minutes' where person_id = :'tom'", { tom: id.Tom });
	await tom.get(`/matches/${ref}`);
	ok(!/01632 ?96071/.test(tom.html) && !tom.says(address('Amina')) && !tom.says('Look Lane') && !tom.says('Blue door'), 'after half an hour all of it is hidden');
	ok(tom.forms.some((f) => /contact$/.test(f.action)), 'behind the button');
});

await story('a coordinator presses a button too', async () => {
	const request = one("select r.ref from data.requests r join data.matches m on m.request_id = r.id where m.ref = :'ref'", { ref });
	const [kind, subject] = sql("select kind, subject_ref from data.promises where subject_ref = :'ref' and state = 'due' and not desk", { ref })[0];
	for (const path of [`/desk/people/${pref('Amina')}`, `/desk/people/${pref('Tom')}`, `/desk/groups/${gref}`, `/desk/requests/${request}`,
		`/desk/requests/${request}/promises/${kind}/${subject}`, `/matches/${ref}`]) {
		await ruth.get(path);
		is(ruth.status, 200, `Ruth opens ${path.split('/').slice(0, 3).join('/')}`);
		ok(!/01632 ?9607|looks\.example|Look Lane|Blue door/.test(ruth.html), 'and no detail stands there');
	}
	await ruth.get(`/desk/requests/${request}`);
	await ruth.follow('How to reach Amina Looks');
	is(ruth.path, `/desk/people/${pref('Amina')}#who`, 'the request leads to her');
	ok(ruth.says('Amina can see when you look'), 'Ruth reads that Amina will know');
	await ruth.submit(/\/contact$/);
	ok(ruth.says('01632 960711') && ruth.says(address('Amina')), 'then she has the number');
	await ruth.get(`/desk/people/${pref('Tom')}`);
	ok(!ruth.says('01632 960720'), 'and not Tom’s');
	await ruth.get(`/desk/groups/${gref}`);
	await ruth.submit(/\/contact$/);
	ok(ruth.says('7 Look Lane') && !ruth.says('Blue door'), 'the street; how to get in is for those who come');
	await amina.get('/me/looks');
	const name = one("select p.name from data.people p join data.accounts a on a.person_id = p.id where a.address = 'ruth@example.org'");
	ok(amina.says(`${name}, a coordinator, saw your phone number and mail address.`), 'Amina reads that it was a coordinator');
	ok(amina.says(`${name}, a coordinator, saw the street of ${called}.`), 'the group too');
	is(one("select string_agg(distinct a.deed, ' ' order by a.deed) from data.audit a join data.accounts x on x.person_id = a.person_id where x.address = 'ruth@example.org' and a.deed like 'looks%'"),
	    'looks_group looks_person', 'both are in the trail');
	sql("update data.contact_views set at = at - interval '31 minutes' where of_id = :'amina'", { amina: id.Amina });
	await ruth.get(`/desk/people/${pref('Amina')}`);
	ok(!ruth.says('01632 960711'), 'after half an hour it is hidden again');
});

await story('older ones are a page further', async () => {
	sql(`insert into data.contact_views (community_id, person_id, of_id, what) select :home, :tom, :amina, 'contact' from generate_series(1, 25)`,
	    { home, tom: id.Tom, amina: id.Amina });
	await amina.get('/me/looks');
	ok(!amina.says(said), 'the newest twenty stand on the first');
	await amina.follow('Older ones');
	ok(amina.says(said) && !amina.says('Older ones'), 'the others on the next, which is the last');
});

// How a match ends, and that the details go with it, at once, for both.
async function ends(who, how, deed, goesOn = false) {
	const m = match(who, `It ends: ${how}`), at = `/matches/${m}`;
	const helper = await come(who), amina_ = amina.twin();
	for (const b of [helper, amina_]) {
		await b.get(at);
		await b.submit(`${at}/contact`);
	}
	const number = one("select '01632 96072' || :n", { n: tones.indexOf(who) });
	ok(helper.says('01632 960711') && helper.says('7 Look Lane') && amina_.says(number), `${how}: before, both see them`);
	await deed({ at, m, helper });
	for (const [b, side] of [[helper, 'the volunteer'], [amina_, 'the group']]) {
		await b.get(at);
		ok(!/01632 ?9607|looks\.example/.test(b.html), `${how}: gone for ${side}`);
		if (b.forms.some((f) => /contact$/.test(f.action))) {
			ok(goesOn, `${how}: the help goes on`);
			await b.submit(`${at}/contact`);
			ok(!/01632 ?9607|looks\.example/.test(b.html), `${how}: and the button does not bring them back to ${side}`);
		} else {
			ok(!goesOn && !/Look Lane|Blue door/.test(b.html), `${how}: with the street`);
		}
	}
	await amina.get('/me/looks');
	ok(amina.says(`${who} Whitlow saw your phone number`), `${how}: that he looked still stands`);
}

await story('released', () => ends('Rolf', 'released', async ({ at, helper }) => {
	await helper.get(`${at}/release`);
	await helper.submit(`${at}/release`, { reason: 'No time' });
}));

await story('closed', () => ends('Clay', 'closed', ({ m }) => ['working', 'handed_over', 'confirmed', 'closed'].forEach((state) =>
	sql(`begin; select set_config('app.community', :'home', true) \\g /dev/null
	    update data.matches set state = :'state' where ref = :'m'; commit;`, { home, state, m }))));

await story('kept apart', () => ends('Bert', 'kept apart', async ({ at }) => {
	await amina.get(`${at}/block`);
	await amina.submit(`${at}/block`, { person: pref('Bert') });
}, true));

await story('paused by the desk', () => ends('Sven', 'paused', async () => {
	await ruth.get(`/desk/people/${pref('Sven')}/pause`);
	await ruth.submit(/\/pause$/, { reason: 'Because.', next_step: 'Ring us.', until: 'open' });
}));
