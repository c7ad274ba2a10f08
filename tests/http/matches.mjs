// Tom helps Amina's food bank: from the agreement to "how did it go".
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail, mails, paths } from '../lib/mail.mjs';
import { clocks, one, sealed, sql, until } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const mark = String(Date.now() % 1e8);
const home = one("select community_id from data.accounts where address = 'ruth@example.org'");
const hash = one("select password_hash from data.accounts where address = 'ruth@example.org'");
const address = (name) => `${name.toLowerCase()}.${mark}@example.org`;

// People of our own, so that the demo's stay as they are.
function person(name, phone = '') {
	return one(`with p as (insert into data.people (community_id, name) values (:home, :'name') returning id)
	    insert into data.accounts (person_id, community_id, address, password_hash, phone)
	    select id, :home, :'address', :'hash', :'phone' from p returning person_id`,
	{ home, hash, name, phone, address: address(name.split(' ')[0]) });
}
const id = {};
for (const [name, phone] of [['Amina Diallo', '01632 960111'], ['Joan Bridges', '01632 960112'], ['Tom Whitlock', '01632 960113'],
	['Sid Second', '01632 960114'], ['Kay Other', ''], ['Gus Elsewhere', '']])
	id[name.split(' ')[0]] = person(name, phone);
function group(name, members) {
	const g = one(`insert into data.groups (community_id, name, does, state, street, entry_notes)
	    values (:home, :'name', 'Food', 'vetted', '4 Mill Lane CANARY-STREET', 'Blue door CANARY-ENTRY') returning id`, { home, name });
	members.forEach((m, i) => sql(`insert into data.memberships (group_id, person_id, community_id, contact)
	    values (:g, :m, :home, ${i === 0})`, { g, m, home }));
	return g;
}
const bank = group(`Riverside Food Bank ${mark}`, [id.Amina, id.Joan]);
group(`Elsewhere ${mark}`, [id.Gus]);
for (const name of ['Tom', 'Sid', 'Kay'])
	sql(`insert into data.volunteers (person_id, community_id, state, capacity, agreed_at)
	    values (:p, :home, 'vetted', 5, now())`, { p: id[name], home });

await sealed();

// A request with one task, and somebody matched to it by Ruth.
function match(who = 'Tom', title = 'One parcel list for two people') {
	return one(`begin;
	    select visit_as(:home, (select person_id from data.accounts where address = 'ruth@example.org')) \\g /dev/null
	    insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since,
	        uses, reach, hours, hours_words, pressing, measure, measure_now, sent_at, opened_at)
	    values (:home, :bank, :amina, 'open', :'title', 'Give out 130 parcels', 'On paper', 'One copy is lost', 'Families',
	        'Since September', 'Excel', 'afar', '{sat_morning}', 'Not in August', 'soon', 'No family missing on a Friday', 'Three in October', now(), now())
	    returning id as request \\gset
	    insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, published_at)
	    values (:home, :request, :bank, 'call', :'title', 120, true, true, now()) returning id as task \\gset
	    select match_made(:task, :who, 'lead', (select person_id from data.accounts where address = 'ruth@example.org'));
	    commit;`, { home, bank, amina: id.Amina, title, who: id[who] });
}
const state = (ref) => one("select state from data.matches where ref = :'ref'", { ref });
const request = (ref) => one("select r.state from data.requests r join data.matches m on m.request_id = r.id where m.ref = :'ref'", { ref });
const come = (name) => new Browser().signIn(address(name));
const day = (n) => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10);
const told = (day_) => new Date(day_ + 'T12:00Z').toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

const tom = await come('Tom');
const amina = await come('Amina');
const ref = match();
const at = `/matches/${ref}`;

await story('nothing is shown before the agreement', async () => {
	for (const name of ['Tom', 'Amina', 'Joan']) {
		const mail = await lastMail(address(name), name === 'Tom' ? 'You are helping' : 'is going to help you');
		ok(paths(mail).includes(at), `${name}'s mail leads to the match`);
		unlike(mail.text, /Give out 130 parcels|01632 9601|CANARY/, `${name}'s mail holds no story and no phone`);
	}
	await tom.get(at);
	is(tom.status, 200, 'Tom opens the match');
	ok(tom.says('How we help each other'), 'he reads the agreement first');
	for (const hidden of ['Give out 130 parcels', '01632 960111', 'CANARY-STREET', 'Your message', 'Show phone'])
		ok(!tom.says(hidden), `before he agrees there is no "${hidden}"`);
	await amina.get(at);
	ok(amina.says(/Tom reads how we help each other and then says hello, by \w+day/), 'Amina reads who has the next step, and by when');
	for (const hidden of ['01632 960113', 'Your message', 'Show Tom'])
		ok(!amina.says(hidden), `for her there is no "${hidden}" yet`);
	await tom.submit(`${at}/agreement`);
	is(tom.status, 400, 'without the tick the page comes again');
	is(tom.errors, ['Tick the box to say that you will keep to the agreement.'], 'and says what to do');
	await tom.submit(`${at}/agreement`, { agree: 'yes', declared: 'My sister sells printers' });
	is(tom.path.split('?')[0], at, 'he agrees');
	ok(tom.says('Give out 130 parcels'), 'and reads the story');
	ok(tom.says(/It is your turn\. By \w+day .*say hello/), 'the next step is his');
	await amina.get(at);
	ok(!amina.says('My sister sells printers'), 'the group does not read what he declared');
});

await story('contact details behind a button, and everybody sees who looked', async () => {
	await tom.get(at);
	ok(!tom.says('01632 960111') && !tom.says('CANARY'), 'no number stands on the page');
	await tom.submit(`${at}/contact`);
	for (const seen of ['01632 960111', address('Amina'), '4 Mill Lane CANARY-STREET', 'Blue door CANARY-ENTRY'])
		ok(tom.says(seen), `then "${seen}" does`);
	sql("update data.groups set street = '' where id = :'bank'", { bank });
	await tom.get(at);
	ok(tom.says('Blue door CANARY-ENTRY'), 'how to get in, also without a street');
	sql("update data.groups set street = '4 Mill Lane CANARY-STREET' where id = :'bank'", { bank });
	await sealed();
	await amina.get(at);
	ok(amina.says('Tom Whitlock saw your phone number and mail address.'), 'Amina sees that he looked, and at what');
	ok(amina.says(`Tom Whitlock saw the street of Riverside Food Bank ${mark} and how to get in.`), 'and that he knows where they are');
	ok(!amina.says('01632 960113'), 'she has not looked yet');
	await amina.submit(`${at}/contact`);
	ok(amina.says('01632 960113'), 'now she sees his number');
	is(one("select count(*) from data.audit a join data.matches m on m.id = a.subject_id where m.ref = :'ref' and a.deed = 'matches_contact'", { ref }), '2',
	    'both looks are in the trail');
	sql("update data.contact_views set at = at - interval '31 minutes'");
	await tom.get(at);
	ok(!tom.says('01632 960111'), 'after half an hour it is hidden again');
});

await story('one conversation', async () => {
	const since = Date.now() - 1;
	await tom.get(at);
	await tom.submit(`${at}/messages`, { body: 'My password is: hunter22' });
	is(tom.status, 400, 'what looks like a password is not stored');
	ok(tom.errors.length === 1 && tom.value('body') === 'My password is: hunter22', 'the page says so and keeps the words');
	const twin = tom.twin();
	await twin.get(at);
	const other = twin.twin();
	await Promise.all([twin, other].map((b) => b.submit(`${at}/messages`, { body: 'Hello <b>Amina</b> & all "\'><img src=x onerror=1>{{7*7}}' })));
	is(one("select count(*) from data.messages g join data.matches m on m.id = g.match_id where m.ref = :'ref'", { ref }), '1', 'a double click is one message');
	const mail = await lastMail(address('Amina'), 'message', since);
	unlike(mail.text + mail.html, /Hello <b>|Hello &lt;|onerror|7\*7/, 'the mail does not hold the words');
	await amina.get(paths(mail)[0]);
	ok(amina.says('Hello <b>Amina</b> & all "\'><img src=x onerror=1>{{7*7}}'), 'Amina reads them as they were typed');
	unlike(amina.html, /<img src=x/, 'and nothing of them is markup');
	await amina.submit(`${at}/messages`, { body: 'Joan, on Sundays' });
	await lastMail(address('Tom'), 'message', since);
	await tom.get(at);
	ok(tom.says('Joan, on Sundays') && tom.says(`Amina Diallo, Riverside Food Bank ${mark}`), 'Tom reads the answer and who gave it');
	ok(tom.says('suggest times to meet, or start if you need not meet'), 'the next step is a time or a start');
	await amina.submit(`${at}/messages`, { body: '' });
	is(amina.errors, ['Write your message.'], 'an empty one is not sent');
});

await story('nobody is told of a meeting before one is fixed', async () => {
	const asked = one("select r.ref from data.requests r join data.matches m on m.request_id = r.id where m.ref = :'ref'", { ref });
	const ruth = await signedIn('ruth');
	await amina.get(`/requests/${asked}`);
	ok(amina.says(/Tom Whitlock suggests times to meet or starts the work, by \w+day/), 'the group reads that times come first');
	await tom.get('/help');
	ok(tom.says('suggest times to meet, or start the work.'), 'so does the volunteer');
	await ruth.get(`/desk/requests/${asked}`);
	ok(ruth.says('Suggest times to meet, or start the work.'), 'and the desk');
	await ruth.follow(/Give them longer/);
	ok(ruth.says('Suggest times to meet, or start the work.') && ruth.status === 200, 'also where it gives them longer');
	for (const b of [amina, tom, ruth])
		ok(!b.says('time that was fixed') && !b.says('time you fixed'), 'no time is said to be fixed');
	for (const [b, back, label] of [[amina, `/requests/${asked}`, 'Our request'], [tom, '/help', 'My help'], [ruth, `/desk/requests/${asked}`, 'The request']]) {
		await b.get(at);
		is(b.links.find((l) => l.text === label && l.href === back)?.href, back, `a way back: ${label}`);
	}
});

const ics = async (b, time) => (await b.raw('GET', `/appointments/${time}.ics`)).body.replace(/\r\n /g, '');
const fixed = () => one("select a.ref from data.appointments a join data.matches m on m.id = a.match_id where m.ref = :'ref' and a.state = 'fixed'", { ref });
let first;

await story('five times, one is picked', async () => {
	const since = Date.now() - 1;
	await tom.get(at);
	await tom.follow('Suggest times');
	ok(tom.says('When the group says that somebody is there Saturday morning Not in August'), 'he sees when somebody is there');
	await tom.submit(`${at}/appointments`);
	is(tom.status, 400, 'an empty form comes again');
	is(tom.errors, ['Enter at least one day and time.', 'Choose how you meet.'], 'and says all that is missing');
	await tom.submit(`${at}/appointments`, { date1: told(day(8)), from1: '18:30', to1: '17:30', date2: told(day(9)), how: 'phone' });
	is(tom.errors, ['Enter an end that is later than the start.', 'Enter when it starts, for example 18:30.',
	    'Enter when it ends, for example 19:30.'], 'all that is wrong is said at once');
	is(tom.value('from1'), '18:30', 'what was typed is kept');
	await tom.submit(`${at}/appointments`, { date1: '2020-01-02', from1: '18:30', to1: '19:30', date2: '', how: 'phone' });
	is(tom.errors, ['That time has already passed. Enter one that is still to come.'], 'a day that has passed is refused');
	await tom.submit(`${at}/appointments`, { date1: told(day(8)), from1: '6.30pm', to1: '7.30 pm', date2: day(9), from2: '10:00',
		to2: '11:00', how: 'phone', details: 'I ring the office phone' });
	is(tom.path.split('?')[0], at, 'then they are sent');
	ok(tom.says('Tom suggested these times') && tom.says('18:30 to 19:30'), 'Tom sees them');
	ok(!tom.forms.some((f) => f.action === `${at}/time`), 'and has nothing to pick');
	const mail = await lastMail(address('Amina'), 'suggests times', since);
	like(mail.text, /2 times to meet are suggested/, 'Amina has a mail');
	await amina.get(at);
	ok(amina.says(/It is your turn\. By \w+day .*pick one of the times/), 'the next step is hers');
	await amina.submit(`${at}/time`);
	is(amina.errors, ['Choose one of the times.'], 'without a choice the page says so');
	const choice = amina.form(`${at}/time`);
	await amina.submit(`${at}/time`, { appointment: choice.fields.appointment.choices[0],
		there: choice.fields.there.choices[1] });
	ok(amina.says('The time is fixed'), 'she picks the first, for Joan');
	ok(amina.says('Joan Bridges, Tom Whitlock') && amina.says('UK time'), 'the page says who will be there, and the zone');
	is(state(ref), 'scheduled', 'the match is scheduled');
	for (const name of ['Tom', 'Joan'])
		like((await lastMail(address(name), 'You meet on', since)).text, /18:30 \(UK time\), until 19:30/, 'the mail names the zone');
	is(mails(address('Amina')).filter((m) => /You meet on/.test(m.subject)).length, 0, 'who is not booked gets no mail about it');
	first = fixed();
	const answer = await amina.raw('GET', `/appointments/${first}.ics`);
	is(answer.headers['content-type'], 'text/calendar; charset=utf-8', 'the time as .ics');
	const day8 = one("select to_char(starts_at at time zone 'UTC', 'YYYYMMDD\"T\"HH24MISS\"Z\"') from data.appointments where ref = :'first'", { first });
	like(answer.body, new RegExp(`\r\nDTSTART:${day8}\r\n`), 'in UTC');
	like(answer.body, /\r\nSEQUENCE:0\r\n[\s\S]*\r\nSTATUS:CONFIRMED\r\n/, 'confirmed');
	unlike(answer.body, /01632|CANARY/, 'without phone or street');
});

await story('moving keeps the entry of the calendar', async () => {
	const uid = (text) => text.match(/\r\nUID:(\S+)/)[1];
	const before = await ics(tom, first);
	await amina.get(at);
	await amina.follow('Move it to another time');
	ok(amina.says('That stands until a new time is picked'), 'she reads that the old one stands');
	await amina.submit(`${at}/appointments`, { date1: day(10), from1: '10:00', to1: '11:00', how: 'visit' });
	is(fixed(), first, 'and it does');
	await tom.get(at);
	ok(tom.says('These times would take the place of'), 'Tom reads what would be moved');
	await tom.submit(`${at}/time`, { appointment: tom.form(`${at}/time`).fields.appointment.choices[0] });
	const after = await ics(tom, fixed());
	is(uid(after), uid(before), 'the uid is the same');
	like(after, /\r\nSEQUENCE:1\r\n/, 'its sequence is higher');
	is(uid(await ics(tom, first)), uid(after), 'and the old address leads to the new entry');
	like(await ics(tom, first), /STATUS:CONFIRMED/, 'which is not taken out');
});

await story('nobody is booked twice', async () => {
	const second = match('Tom', 'The printer in the office');
	sql("update data.matches set agreement_at = now() where ref = :'second'", { second });
	await tom.get(`/matches/${second}/appointments/new`);
	await tom.submit(`/matches/${second}/appointments`, { date1: day(10), from1: '10:30', to1: '11:30', date2: day(10), from2: '11:00', to2: '12:00', how: 'phone' });
	const joan = await come('Joan');
	await joan.get(`/matches/${second}`);
	const times = joan.form(/\/time$/).fields.appointment.choices;
	await joan.submit(/\/time$/, { appointment: times[0] });
	is(joan.errors, ['Somebody who should be there is already booked at that time. Choose another.'], 'an overlapping time says so');
	await joan.submit(/\/time$/, { appointment: times[1] });
	is(state(second), 'scheduled', 'back-to-back is fine');
});

await story('I can’t make it', async () => {
	const since = Date.now() - 1;
	const time = fixed();
	await tom.get(at);
	await tom.follow('I can’t make it');
	ok(tom.says('they all get a mail at once'), 'Tom reads what will happen');
	is(fixed(), time, 'and nothing has happened yet');
	await tom.submit(`/appointments/${time}/cancel`, { words: 'My train is late' });
	ok(tom.says('The time is free again') && tom.says('My train is late'), 'it is called off, with his words in the talk');
	is(state(ref), 'agreed', 'the match is agreed');
	await lastMail(address('Amina'), 'Called off', since);
	like(await ics(tom, time), /METHOD:CANCEL[\s\S]*SEQUENCE:2\r\n[\s\S]*STATUS:CANCELLED/, 'the calendar takes it out');
	await amina.get(`/appointments/${time}/cancel`);
	await amina.submit(`/appointments/${time}/cancel`);
	is(amina.status, 409, 'calling it off twice finds nothing to do');
	ok(amina.says('nothing to call off'), 'and says so');
});

await story('they meet, work and hand over', async () => {
	await tom.get(`${at}/appointments/new`);
	await tom.submit(`${at}/appointments`, { date1: day(11), from1: '10:00', to1: '11:00', how: 'video' });
	await amina.get(at);
	await amina.submit(`${at}/time`, { appointment: amina.form(`${at}/time`).fields.appointment.choices[0] });
	const time = fixed();
	sql("update data.appointments set starts_at = starts_at - interval '20 days', ends_at = ends_at - interval '20 days' where ref = :'time'", { time });
	await amina.get(at);
	ok(amina.says('Did you meet?'), 'after the time the page asks');
	await amina.submit(`/appointments/${time}/outcome`, {}, { button: 'Yes, we met' });
	is(state(ref), 'working', 'then the work has begun');
	await tom.get(at);
	ok(tom.says('finish the work and hand it over'), 'the next step is the handover');
	await tom.submit(`${at}/notes`, { note: 'Two copies of one file' });
	ok(tom.says('Two copies of one file'), 'Tom keeps a note');
	await amina.get(at);
	ok(!amina.says('Two copies of one file'), 'which the group does not see');
	const since = Date.now() - 1;
	await tom.get(at);
	await tom.follow('Hand over');
	await tom.submit(`${at}/handover`, { changed: 'One list for both' });
	is(tom.errors.length, 4, 'four fields are still to be answered', tom.errors);
	is(tom.value('changed'), 'One list for both', 'the first is kept');
	await tom.submit(`${at}/handover`, { lives_same: 'yes', access: 'Amina and Joan; mine is gone', undo: 'The old list is beside it', renews_same: 'yes' });
	ok(tom.says('Handed over'), 'and it is handed over');
	const mail = await lastMail(address('Amina'), 'does it work', since);
	await amina.get(paths(mail)[0]);
	ok(amina.says('One list for both') && amina.says('Nothing changed.'), 'Amina reads what changed');
	ok(amina.says('No family missing on a Friday'), 'and her own measure');
	await amina.submit(`${at}/confirmation`, { works: 'no' });
	is(amina.errors, ['Write what is still wrong, so that the volunteer knows where to look.'], 'no needs a few words');
	await amina.submit(`${at}/confirmation`, { works: 'no', words: 'Joan sees the old one' });
	is(state(ref), 'working', 'the work goes on');
	await lastMail(address('Tom'), 'still wrong', since);
	await tom.get(at);
	ok(tom.says('Joan sees the old one'), 'Tom reads what is wrong');
	await tom.get(`${at}/handover`);
	is(tom.value('access'), 'Amina and Joan; mine is gone', 'his words are there to begin with');
	await tom.submit(`${at}/handover`);
	await amina.get(`${at}/confirmation`);
	await amina.submit(`${at}/confirmation`, { works: 'yes', measure: 'None in November' });
	is(`${state(ref)} ${request(ref)}`, 'confirmed done', 'now it works, and the request is done');
	is(one("select o.worked || ' ' || o.measure from data.outcomes o join data.matches m on m.request_id = o.request_id where m.ref = :'ref' and o.after_days = 0", { ref }),
	    'yes None in November', 'with her measure');
});

await story('both say how it went', async () => {
	const mail = await lastMail(address('Tom'), 'It works for');
	await tom.get(paths(mail)[0]);
	await tom.submit(`${at}/feedback`, { worked: 'yes', respected: 'yes', again: 'yes' });
	is(tom.errors, ['Enter about how many hours it took, for example 3 or 1.5.'], 'the hours are asked for');
	await tom.submit(`${at}/feedback`, { hours: '1.5', words: 'Good tea SECRET-TOM' });
	is(state(ref), 'confirmed', 'one side is not enough');
	await lastMail(address('Joan'), 'How did it go with Tom');
	await amina.get(at);
	ok(!amina.says('SECRET-TOM'), 'the group does not read what Tom said');
	await amina.get(`${at}/feedback`);
	await amina.submit(`${at}/feedback`, { worked: 'yes', respected: 'yes', again: 'unknown', hours: '90 min', words: 'SECRET-AMINA' });
	is(`${state(ref)} ${request(ref)}`, 'closed closed', 'with both it is closed, and so is the request');
	await tom.get(at);
	ok(tom.says('This help is closed') && !tom.says('SECRET-AMINA'), 'Tom does not read what the group said');
	ok(!tom.forms.some((f) => /contact|messages/.test(f.action)), 'and there is nothing left to send');
	is(one("select string_agg(minutes::text, ' ' order by side) from data.feedback f join data.matches m on m.id = f.match_id where m.ref = :'ref'", { ref }), '90 90', 'an hour and a half, said in two ways');
	const ruth = await new Browser().signIn('ruth@example.org');
	await ruth.get(at);
	ok(ruth.says('SECRET-TOM') && ruth.says('SECRET-AMINA') && ruth.says('Two copies of one file'), 'a coordinator reads all of it');
	ok(ruth.says('My sister sells printers'), 'what Tom declared as well');
	ok(!ruth.says('01632 960113'), 'but no number stands here');
});

await story('something is wrong again, and then it is not', async () => {
	const again = match('Tom', 'A label that skips');
	sql(`begin; select set_config('app.community', :'home', true) \\g /dev/null
	    update data.matches set agreement_at = now(), state = 'working' where ref = :'again';
	    update data.matches set state = 'handed_over' where ref = :'again'; commit;`, { again, home });
	const there = `/matches/${again}`;
	await amina.get(`${there}/confirmation`);
	await amina.submit(`${there}/confirmation`, { works: 'yes' });
	is(request(again), 'done', 'a second request is done');
	await amina.get(there);
	await amina.follow('Something is wrong again');
	await amina.submit(`${there}/wrong`, { words: 'It skips again' });
	is(request(again), 'under_way', 'it is under way again');
	ok(amina.says('It skips again'), 'with the words on the page');
	await amina.submit(`${there}/right`);
	is(request(again), 'done', 'and done when it works after all');
});

await story('I can’t go on', async () => {
	const since = Date.now() - 1;
	const left = match('Sid', 'A newsletter that arrives');
	const there = `/matches/${left}`;
	const sid = await come('Sid');
	await sid.get(there);
	await sid.submit(`${there}/agreement`, { agree: 'yes' });
	await sid.submit(`${there}/notes`, { note: 'Half of it goes to spam' });
	await amina.get(there);
	await amina.follow('Ask for another volunteer');
	await amina.submit(`${there}/other`, { words: 'We do not hear from each other SECRET-WHY' });
	ok(amina.says('A coordinator has read this') || amina.says('will answer you'), 'the group can ask for somebody else');
	await sid.get(there);
	ok(!sid.says('SECRET-WHY'), 'Sid does not read why');
	await sid.follow('I can’t go on');
	ok(sid.says('Nobody will blame you') && sid.says('Your work notes stay'), 'Sid reads what will happen');
	is(state(left), 'agreed', 'and nothing has happened yet');
	const late = sid.twin();
	await late.get(`${there}/release`);
	await sid.submit(`${there}/release`, { reason: 'SECRET-REASON' });
	is(`${state(left)} ${request(left)}`, 'released open', 'the place is open again');
	for (const name of ['Sid', 'Amina'])
		await lastMail(address(name), name === 'Sid' ? 'has ended' : 'no longer works', since);
	await amina.get(there);
	ok(amina.says('This ended early') && !amina.says('SECRET-REASON'), 'the group reads that it ended, not why');
	ok(!amina.forms.some((f) => /contact/.test(f.action)), 'contact details are hidden again');
	const next = one(`begin;
	    select visit_as(:home, (select person_id from data.accounts where address = 'ruth@example.org')) \\g /dev/null
	    select match_made((select task_id from data.matches where ref = :'left'), :tom, 'lead', null); commit;`, { home, left, tom: id.Tom });
	await tom.get(`/matches/${next}`);
	await tom.submit(`/matches/${next}/agreement`, { agree: 'yes' });
	ok(tom.says('Half of it goes to spam'), 'whoever comes next reads the notes');
	await sid.get(`${there}/release`);
	is(sid.path, there, 'who has left is not asked again');
	await late.submit(`${there}/release`);
	is(late.status, 409, 'leaving twice, from a tab that was open, finds nothing to do');
});

await story('foreign is absent', async () => {
	const kay = await come('Kay');
	const gus = await come('Gus');
	const guest = new Browser();
	const pages = ['', '/confirmation', '/release', '/other', '/wrong', '/handover', '/feedback', '/appointments/new']
	    .map((p) => at + p).concat([`/appointments/${first}.ics`, `/appointments/${first}/cancel`]);
	for (const page of pages) {
		for (const [b, who] of [[kay, 'another volunteer'], [gus, 'another group']])
			is((await b.raw('GET', page)).status, 404, `${page.replace(ref, 'REF').replace(first, 'REF')} is absent for ${who}`);
		const answer = await guest.raw('GET', page);
		ok(answer.status === 303 || answer.status === 302 || (answer.status < 500 && !answer.body.includes('parcel list')),
		    `${page.replace(ref, 'REF').replace(first, 'REF')} asks a guest to sign in`, answer.status);
	}
	is((await tom.raw('GET', '/matches/NC-2222-22')).status, 404, 'what is not there is absent too');
	is((await tom.raw('GET', `/appointments/${first}.txt`)).status, 404, 'a time comes as .ics only');
	await kay.get('/tasks');
	const token = tom.twin();
	await token.get(`/matches/${match('Tom', 'Another')}`);
	const form = token.form(/agreement$/);
	const body = token.filled(form, { agree: 'yes' });
	const sent = await kay.raw('POST', form.action, { body, headers: { origin: kay.base } });
	ok(sent.status === 403 || sent.status === 404 || sent.status === 400, 'a form of Tom’s is worth nothing to Kay', sent.status);
});

await story('the steward reminds once on the day', async () => {
	const due = match('Kay', 'A thing to be reminded of');
	sql("update data.promises set due_on = (app_now() at time zone 'Europe/London')::date where subject_ref = :'due'", { due });
	const reminders = () => mails(address('Kay')).filter((m) => /next step is due/.test(m.subject));
	// The steward looks at the clock every half minute.
	clocks();
	ok(await until(() => reminders().length > 0, 45), 'the mail comes');
	const [mail] = reminders();
	ok(paths(mail).includes(`/matches/${due}`), 'it leads to the match');
	like(mail.text, /A hello is enough/, 'and says what it is');
	sql("update data.promises set due_on = due_on - 2 where subject_ref = :'due'", { due });
	const told = () => one("select told_desk_at is not null from data.promises where subject_ref = :'due'", { due });
	clocks();
	ok(await until(() => told() === 't', 45), 'two days after, the desk is told');
	is(reminders().length, 1, 'and there was one mail');
});
