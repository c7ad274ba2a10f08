// Every page that answers a GET, by its route: who opens it, and where one
// stands in the demo community.  A route that is missing here fails the test.
//	as	whose eyes; none: a stranger
//	at	the path, or what finds the values of its ":names" in SQL
//	asked	a page, the end of a form's action there, and an address for it: what is
//		sent leads to the page
//	wrong	the form (by the end of its action) to send empty as well
//	file	true: no page, but something to keep
//	leads	where it goes when there is nothing to show
import { readFileSync } from 'node:fs';

const request = (title) => `select ref from data.requests where title like '${title}%'`;
const match = (title) => `select m.ref from data.matches m join data.requests r on r.id = m.request_id where r.title like '${title}%' and m.seat = 'lead'`;
const task = (title) => `select t.ref from data.tasks t join data.requests r on r.id = t.request_id where r.title like '${title}%' order by t.id limit 1`;
const group = (name) => `select ref from data.groups where name like '${name}%' order by id limit 1`;
const person = (name) => `select ref from data.people where name = '${name}' order by id limit 1`;
const account = (name) => `select person_id from data.accounts where address = '${name}@example.org'`;
const report = `select ref from data.reports where way = 'desk' and author_id = (${account('amina')})`;
const draft = "select ref from data.requests where state = 'draft' and goal like 'Find out which donations%'";
const parcels = 'Two of us open';

// The table of routes, as app/routes.c has it.
export const routes = () => [...readFileSync(new URL('../../app/routes.c', import.meta.url), 'utf8')
    .matchAll(/\{ (GET|POST), ([A-Z]+),\s*"([^"]+)",([^}]*)\}/g)]
    .map(([, method, who, path, rest]) => ({ method, who, path, fresh: /\.fresh = true/.test(rest) }));

export const states = {
	'/': {},
	'/how-we-work': {},
	'/about': {},
	'/privacy': {},
	'/me/archive': { as: 'tom' },
	'/me/erasure': { as: 'tom' },
	'/me/erasure/sure': { as: 'amina', wrong: '' },
	'/what-came-of-it': {},
	'/sign-in': { wrong: '/sign-in' },
	'/sign-up': { wrong: '/sign-up' },
	'/sign-in/:ref': { asked: ['/sign-in', '/sign-in', 'nadia@example.org'], wrong: '' },
	'/me': { as: 'amina', wrong: '/me' },
	'/report/match/:ref': { as: 'amina', at: match(parcels), wrong: '' },
	'/report/message/:ref': { as: 'amina', at: "select x.ref from data.messages x join data.matches m on m.id = x.match_id join data.requests r on r.id = m.request_id where r.title like 'Two of us open%' and x.author_id = m.person_id limit 1" },
	'/report/request/:ref': { as: 'amina', at: request(parcels) },
	'/matches/:ref/block': { as: 'amina', at: match(parcels), wrong: '/block' },
	'/reports': { as: 'amina' },
	'/reports/:ref': { as: 'ruth', at: report, wrong: '/decision' },
	'/reports/:ref/sent': { as: 'amina', at: report },
	'/trusted-report': { query: '?key=the+right+of+a+test' },
	'/suspended': { as: 'dermot', wrong: '/suspended' },
	'/me/password': { as: 'amina', wrong: '/me/password' },
	'/me/address': { as: 'amina', wrong: '/me/address' },
	'/me/address/:ref': { as: 'amina', asked: ['/me/address', '/me/address', 'amina@new.example'], at: `select ref from data.mailed_codes where purpose = 'address' and person_id = (${account('amina')})`, wrong: '' },
	'/address/back': {},
	'/second-factor': { as: 'ruth', wrong: '/second-factor' },
	'/second-factor/recovery': { as: 'ruth', wrong: '/second-factor/recovery' },
	'/me/second-factor': { as: 'amina' },
	'/me/second-factor/phone': { as: 'amina', asked: ['/me/second-factor', '/me/second-factor'], wrong: '' },
	'/me/second-factor/off': { as: 'ruth' },
	'/me/second-factor/codes': { as: 'ruth' },
	'/confirm': { as: 'amina', wrong: '/confirm' },
	'/confirm/:ref': { as: 'amina', asked: ['/confirm', '/confirm/code'], at: `select ref from data.mailed_codes where purpose = 'proof' and person_id = (${account('amina')})`, wrong: '' },
	'/sign-in/stopped': {},
	'/me/passkeys': { as: 'amina' },
	'/me/passkeys/new': { as: 'amina' },
	'/me/passkeys/:ref': { as: 'amina', at: "select ref from data.passkeys where name = 'Amina’s phone'" },
	'/livez': { file: true },
	'/readyz': { file: true },
	'/kept': { leads: '/' },

	'/groups/new': { as: 'amina', wrong: '/groups/new' },
	'/groups/invitations/:invitation': { as: 'nadia', at: "select ref from data.member_invitations where address = 'nadia@example.org'" },
	'/groups/:ref': { as: 'amina', at: group('Riverside') },
	'/groups/:ref/change': { as: 'amina', at: group('Riverside'), wrong: '/change' },
	'/groups/:ref/place': { as: 'walter', at: group('Upper Wendle Allotment') },
	'/groups/:ref/members/:person': { as: 'amina', at: `select (${group('Riverside')}), (${person('Joan Featherstone')})` },
	'/groups/:ref/leave': { as: 'joan', at: group('Riverside') },

	'/ask': { as: 'amina' },
	'/ask/:ref': { as: 'amina', at: draft, leads: '/ask/' },
	...Object.fromEntries(['goal', 'today', 'hurts', 'affected', 'since', 'uses', 'where', 'hours', 'pressing', 'better', 'title']
	    .map((q) => [`/ask/:ref/${q}`, { as: 'amina', at: draft, wrong: `/${q}` }])),
	'/ask/:ref/place': { as: 'walter', at: "select ref from data.requests where title = 'Where is Newport'" },
	'/ask/:ref/check': { as: 'amina', at: draft, leads: '/ask/' },
	'/requests': { as: 'amina' },
	'/requests/:ref': { as: 'amina', at: request(parcels), wrong: '/messages' },
	'/requests/:ref/sent': { as: 'stella', at: request('We can’t take bookings') },
	'/requests/:ref/withdraw': { as: 'amina', at: request(parcels) },

	'/matches/:ref': { as: 'amina', at: match(parcels), wrong: '/messages' },
	'/matches/:ref/confirmation': { as: 'colin', at: match('Match days'), wrong: '/confirmation' },
	'/matches/:ref/release': { as: 'tom', at: match(parcels) },
	'/matches/:ref/other': { as: 'amina', at: match(parcels), wrong: '/other' },
	'/matches/:ref/wrong': { as: 'elsie', at: match('The kitchen tablet'), wrong: '/wrong' },
	'/matches/:ref/handover': { as: 'tom', at: match(parcels), wrong: '/handover' },
	'/matches/:ref/feedback': { as: 'elsie', at: match('The kitchen tablet'), wrong: '/feedback' },
	'/matches/:ref/appointments/new': { as: 'anders', at: match('Video lessons'), wrong: '/appointments' },
	'/appointments/:file': { file: true, as: 'jonas', at: "select ref || '.ics' from data.appointments where state = 'fixed' and details like 'The link%'" },
	'/appointments/:ref/cancel': { as: 'jonas', at: "select ref from data.appointments where state = 'fixed' and details like 'The link%'" },

	'/tasks': { as: 'tom' },
	'/tasks/:ref': { as: 'moira', at: task('The members'), wrong: '/claims' },
	'/claims/:ref': { as: 'tom', at: "select c.ref from data.claims c where state = 'waiting' and words like 'I would first%'" },
	'/invitations/:ref': { as: 'claire', at: "select ref from data.invitations where words like 'You did this%'" },
	'/help': { as: 'tom' },
	'/volunteer': { as: 'tom' },
	...Object.fromEntries(['skills', 'levels', 'languages', 'where', 'hours', 'capacity', 'words', 'credentials', 'interests']
	    .map((q) => [`/volunteer/${q}`, { as: 'sam' }])),
	'/volunteer/check': { as: 'penny', wrong: '' },
	'/volunteer/place': { as: 'pete' },

	'/me/looks': { as: 'amina' },
	'/desk': { as: 'ruth' },
	'/desk/requests': { as: 'ruth' },
	'/desk/requests/:ref': { as: 'ruth', at: request('The label printer'), wrong: '/messages' },
	'/desk/requests/:ref/question': { as: 'ruth', at: request('The label printer'), wrong: '/question' },
	'/desk/requests/:ref/summary': { as: 'ruth', at: request('The label printer'), wrong: '/summary' },
	'/desk/requests/:ref/decline': { as: 'ruth', at: request('The label printer'), wrong: '/decline' },
	'/desk/requests/:ref/referral': { as: 'ruth', at: request('The label printer'), wrong: '/referral' },
	'/desk/requests/:ref/promises/:kind/:subject': { as: 'ruth', at: `select r.ref, p.kind, p.subject_ref from data.promises p
	    join data.requests r on r.id = p.request_id where p.state = 'due' and not p.desk and p.kind = 'first_message' limit 1` },
	'/desk/requests/:ref/tasks': { as: 'ruth', at: request('The label printer'), wrong: '/tasks' },
	'/desk/tasks/:ref': { as: 'ruth', at: task('Five donated') },
	'/desk/tasks/:ref/change': { as: 'ruth', at: task('Five donated') },
	'/desk/tasks/:ref/cancel': { as: 'ruth', at: task('Five donated') },
	'/desk/tasks/:ref/people/:person': { as: 'ruth', at: `select (${task('A safe shared')}), (${person('Ruby Sharma-Holt')})` },
	'/desk/claims/:ref/decline': { as: 'ruth', at: "select c.ref from data.claims c where state = 'waiting' and words like 'I would first%'", wrong: '/decline' },
	'/desk/matches/:ref/release': { as: 'ruth', at: match(parcels), wrong: '/release' },
	'/desk/groups': { as: 'ruth' },
	'/desk/groups/:ref': { as: 'ruth', at: group('Young Carers') },
	'/desk/groups/:ref/decline': { as: 'ruth', at: group('Young Carers'), wrong: '/decline' },
	'/desk/people': { as: 'ruth' },
	'/desk/people/:ref': { as: 'ruth', at: person('Nadia Haddad') },
	'/desk/people/:ref/pause': { as: 'ruth', at: person('Nadia Haddad'), wrong: '/pause' },
	'/desk/people/:ref/decline': { as: 'ruth', at: person('Nadia Haddad'), wrong: '/decline' },
	'/desk/people/:ref/skills/:skill': { as: 'ruth', at: `select (${person('Nadia Haddad')}), 'email'` },
	'/desk/credentials/:ref': { as: 'ruth', at: "select ref from data.credentials where state = 'claimed' and title like 'Reference from the Brighouse%'" },
	'/desk/mails': { as: 'ruth' },
	'/desk/mails/:id': { as: 'ruth', at: 'select max(outbox_id) from data.demo_mails where community_id = 1' },
};

// What the demo does not hold: towns in doubt, somebody invited, an offer that
// is not sent yet, a mail.
export const prepare = `
insert into data.exports (community_id, person_id, state, made_at, ends_at, over_at)
    select community_id, person_id, 'taken', data.app_now(), data.app_now(), data.app_now() from data.accounts where address = 'tom@example.org';
	update data.groups set town = 'Newport', place_id = null where name like 'Upper Wendle Allotment%';
	insert into data.requests (community_id, group_id, asked_by, title, goal, reach, town)
	    select g.community_id, g.id, m.person_id, 'Where is Newport', 'Know it', 'here', 'Newport'
	    from data.groups g join data.memberships m on m.group_id = g.id where g.name like 'Upper Wendle Allotment%';
	update data.volunteers v set town = 'Newport', place_id = null from data.people p where p.id = v.person_id and p.name = 'Pete Ackroyd';
	insert into data.member_invitations (community_id, group_id, address, invited_by)
	    select g.community_id, g.id, 'nadia@example.org', m.person_id from data.groups g
	    join data.memberships m on m.group_id = g.id and m.contact where g.name = 'Riverside Food Bank';
	insert into data.volunteers (person_id, community_id, words) select person_id, community_id, 'I can draw maps.' from data.accounts where address = 'penny@example.org';
	insert into data.volunteer_skills (person_id, community_id, skill) select person_id, community_id, 'email' from data.accounts where address = 'penny@example.org';
	update data.people set state = 'suspended' where name = 'Dermot Quinn';
	insert into data.suspensions (community_id, person_id, reason, next_step, back_on, made_by)
	    select p.community_id, p.id, 'You wrote to a volunteer at night, eleven times, after she had asked you to stop.',
	    'Ring Ruth, who would like to hear how you see it.', data.app_now()::date + 14, r.person_id
	    from data.people p, data.accounts r where p.name = 'Dermot Quinn' and r.address = 'ruth@example.org';
	insert into data.mailed_codes (community_id, person_id, purpose, address, browser_hash, code_hash, ends_at)
	    select community_id, person_id, p, address, '', '', data.app_now() + interval '1 hour' from data.accounts, unnest('{proof,address}'::text[]) p
	    where address = 'amina@example.org';
	insert into data.safeguarders (person_id, community_id) select person_id, community_id from data.accounts where address = 'hannah@example.org';
	insert into data.reports (community_id, author_id, about_id, request_id, match_id, kind, words, copy, copied_from, way, look_by, right_hash, right_ends_at)
	    select m.community_id, a.person_id, m.person_id, m.request_id, m.id, k.kind, 'He laughed at our list, and at me. I would rather he did not come alone.',
	    'Is there anybody with you who knows computers?', m.created_at, k.way, data.app_now()::date + 2, case when k.way = 'trusted' then
	    encode(sha256('the right of a test'), 'hex') end, case when k.way = 'trusted' then data.app_now() + interval '90 days' end
	    from data.matches m join data.requests r on r.id = m.request_id and r.title like 'Two of us open%' and m.seat = 'lead',
	    data.accounts a, (values ('mocked', 'desk'), ('at_risk', 'safeguarding'), ('unsafe', 'trusted')) k (kind, way)
	    where a.address = 'amina@example.org';
	insert into data.passkeys (community_id, person_id, credential, public_key, algorithm, counter, name)
	    select community_id, person_id, '\\x01', '\\x02', -7, 0, 'Amina’s phone' from data.accounts where address = 'amina@example.org';
	insert into data.contact_views (community_id, match_id, person_id, of_id, what, at)
	    select m.community_id, m.id, m.person_id, a.person_id, 'phone_address', data.app_now() - interval '2 days' from data.matches m, data.accounts a
	    where a.address = 'amina@example.org' and m.ref = (${match(parcels)});
	insert into data.contact_views (community_id, person_id, of_id, what)
	    select a.community_id, r.person_id, a.person_id, 'address' from data.accounts a, data.accounts r
	    where a.address = 'amina@example.org' and r.address = 'ruth@example.org';
	insert into data.outbox (community_id, kind, person_id)
	    select community_id, 'password_changed', person_id from data.accounts where address = 'nadia@example.org';`;
