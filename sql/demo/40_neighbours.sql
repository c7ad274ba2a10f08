-- The neighbours: a second community beside the first, with its own people,
-- groups and requests, of whom the first knows nothing.  Same password.
-- Without a community "corran" in the settings there are none.
do $neighbours$
declare
	c bigint := (select id from data.communities where key = 'corran');
begin
set local search_path = data, public;
if c is null then
	return;
end if;
perform set_config('app.community', c::text, true);

create function pg_temp.nearby(wanted text) returns bigint language sql as
	$$ select person_id from data.accounts where address = wanted || '@corran.example' $$;
create function pg_temp.nearby_town(wanted text) returns int language sql as
	$$ select id from data.places where name = wanted and country = 'IE' order by people desc limit 1 $$;
insert into places (id, name, region, country, latitude, longitude, people) values
	(2961423, 'Sligo', 'C', 'IE', 54.26969, -8.46943, 20228),
	(2960970, 'Westport', 'C', 'IE', 53.8, -9.51667, 6200)
on conflict do nothing;

create temp table nearby (key text, name text, phone text) on commit drop;
insert into nearby values
	('siobhan', 'Siobhán Kerrigan', '020 910 0101'), ('fintan', 'Fintan Gaughan', '020 910 0102'),
	('declan', 'Declan Foley', '020 910 0111'), ('aoife', 'Aoife Brennan', '020 910 0112'), ('tomasz', 'Tomasz Wrona', '020 910 0113'),
	('grainne', 'Gráinne Moffatt', ''), ('cathal', 'Cathal Devaney', '020 910 0115'), ('olena', 'Olena Hrytsenko', '020 910 0116'),
	('nuala', 'Nuala Feeney', '020 910 0121'), ('padraig', 'Pádraig Tighe', '020 910 0122'), ('maeve', 'Maeve Scanlon', '020 910 0123'),
	('eamon', 'Éamon Clarke', '020 910 0124'), ('blessing', 'Blessing Okonkwo', '020 910 0125');
insert into people (community_id, name, created_at) select c, name, now() - interval '8 months' from nearby;
insert into accounts (person_id, community_id, address, phone, password_hash)
select p.id, c, n.key || '@corran.example', n.phone,
    '$argon2id$v=19$m=65536,t=3,p=1$AHefdm7/tnag/xM3EBQzZw$GiNPUZOpTvyP6oZz/9TOlKAjwaOb11hGpT6LshKB2SQ'
from nearby n join people p on p.name = n.name and p.community_id = c;
insert into coordinators (person_id, community_id) select pg_temp.nearby(k), c from unnest(array['siobhan', 'fintan']) k;

insert into volunteers (person_id, community_id, state, words, town, place_id, reach_km, afar, languages, hours, capacity,
    agreed_at, vetted_by, vetted_at, created_at)
select pg_temp.nearby(k), c, s, w, t, pg_temp.nearby_town(t), 25, afar, l, h, 2, now() - interval '7 months',
    case when s = 'vetted' then pg_temp.nearby('siobhan') end, case when s = 'vetted' then now() - interval '7 months' end,
    now() - interval '7 months'
from (values
	('declan', 'vetted', 'Sligo', true, '{en}'::text[], '{tue_evening,sat_morning}'::text[], 'I look after the computers of two schools, and I never touch anything before I have seen it used.'),
	('aoife', 'vetted', 'Westport', true, '{en}', '{mon_evening,wed_evening}', 'Websites for small places, so that you can mind them yourselves.'),
	('cathal', 'vetted', 'Sligo', false, '{en}', '{fri_afternoon,sat_afternoon}', 'Wiring, aerials, Wi-Fi in old stone.'),
	('grainne', 'vetted', '', true, '{en}', '{thu_morning}', 'Retired from the county library. By phone, mornings.'),
	('olena', 'vetted', 'Sligo', true, '{en,uk}', '{sun_afternoon}', 'Lists and forms, in Ukrainian too.'),
	('tomasz', 'new', 'Westport', true, '{en,pl}', '{sat_morning}', 'I mend phones in my kitchen and would like to do it for somebody.')) v (k, s, t, afar, l, h, w);
insert into volunteer_skills (person_id, community_id, skill, level, checked_by, checked_at, checked_until)
select pg_temp.nearby(k), c, s, 3, pg_temp.nearby('siobhan'), now() - interval '6 months', current_date + 300
from (values ('declan', 'laptops'), ('declan', 'backups'), ('aoife', 'websites'), ('cathal', 'wifi'), ('grainne', 'spreadsheets'),
	('olena', 'forms')) v (k, s);
insert into credentials (community_id, person_id, kind, title, issuer, state, checked_by, checked_at, valid_until, how) values
	(c, pg_temp.nearby('declan'), 'training', 'Safeguarding children, refresher', 'County education board', 'checked', pg_temp.nearby('siobhan'), now() - interval '3 months', current_date + 400, 'Saw the card'),
	(c, pg_temp.nearby('tomasz'), 'reference', 'Reference from the parish priest', 'Fr Durcan', 'claimed', null, null, null, '');

insert into groups (community_id, name, does, place_id, registration, registration_number, street, entry_notes, state, vetted_by, vetted_at, created_at)
select c, n, d, pg_temp.nearby_town(t), 'registered', nr, street, notes, s, case when s = 'vetted' then pg_temp.nearby('fintan') end,
    case when s = 'vetted' then now() - interval '6 months' end, now() - interval '7 months'
from (values
	('Corran Meals on Wheels', '70 dinners to 70 doors, six days a week.', 'Sligo', '20100101', '9 Quay Lane', 'The key is with the chemist next door.', 'vetted'),
	('Strandhill Lifeboat Families', 'Company and a hot drink for whoever waits.', 'Sligo', '20100102', 'The old boathouse', 'Mind the slip when the tide is in.', 'vetted'),
	('Clew Shore Men’s Shed', 'Twenty men, a lathe and a kettle.', 'Westport', '20100103', '2 Mill Yard', 'Knock hard, the saw is loud.', 'vetted'),
	('Corran Welcome House', 'Rooms and company for women who had to leave home.', 'Sligo', '20100104', '', 'We give the address by phone only.', 'vetted'),
	('Coney Island Parents', 'Fourteen families and one boat to school.', 'Sligo', '', '', '', 'new')) v (n, d, t, nr, street, notes, s);
create function pg_temp.nearby_group(wanted text) returns bigint language sql as
	$$ select g.id from data.groups g join data.communities k on k.id = g.community_id and k.key = 'corran' where g.name like wanted || '%' $$;
insert into memberships (group_id, person_id, community_id, contact, since)
select pg_temp.nearby_group(g), pg_temp.nearby(k), c, first, now() - interval '6 months'
from (values ('Corran Meals', 'nuala', true), ('Corran Meals', 'padraig', false), ('Strandhill', 'maeve', true), ('Clew Shore', 'eamon', true),
	('Corran Welcome', 'blessing', true), ('Coney', 'padraig', true)) v (g, k, first);
insert into member_invitations (community_id, group_id, address, invited_by)
values (c, pg_temp.nearby_group('Clew Shore'), 'grainne@corran.example', pg_temp.nearby('eamon'));
insert into promises (community_id, kind, desk, subject_ref, due_on)
select c, 'vet_group', true, ref, current_date + 1 from groups where community_id = c and state = 'new'
union all
select c, 'vet_volunteer', true, p.ref, current_date + 2 from volunteers v join people p on p.id = v.person_id
where v.community_id = c and v.state = 'new';

create temp table heard (n int, grp text, by text, state text, ago int, pressing text, reach text, title text, goal text, today text,
    hurts text, affected text, measure text, summary text) on commit drop;
insert into heard values
(1, 'Corran Meals', 'nuala', 'sent', 1, 'now', 'either', 'The dinner list prints yesterday’s names', 'Bring 70 dinners to the right doors.', 'Pádraig changes the list in the evening and I print it at seven.', 'What comes out is the list of the day before.', 'A man of 91 who had no dinner on Tuesday.', 'Every name on the list is today’s.', ''),
(2, 'Strandhill', 'maeve', 'question', 5, 'soon', 'afar', 'We all get the call at once, or none of us does', 'Tell twelve families when the boat is out.', 'One ring goes round by phone.', 'If one of us sleeps, the ring ends there.', 'Whoever comes after the one who sleeps.', 'All twelve know within ten minutes.', 'Twelve families want to hear at once that the boat is out.'),
(3, 'Clew Shore', 'eamon', 'open', 9, 'calm', 'here', 'The Wi-Fi ends at the lathe', 'Watch how a chair is turned while we turn it.', 'One of us runs to the office and back.', 'By the lathe there is no signal.', 'Twenty men and a lot of oak.', 'The film plays beside the lathe.', 'A workshop in a stone mill has no signal where it is needed.'),
(4, 'Corran Welcome', 'blessing', 'open', 7, 'risk', 'afar', 'Our website shows more than it should', 'Be found by those who need us and by nobody else.', 'A page that a friend made.', 'The pictures say where they were taken.', 'Every woman who lives here.', 'Nothing on it tells where we are.', 'A house wants its website to tell less.'),
(5, 'Corran Meals', 'nuala', 'under_way', 20, 'soon', 'here', 'Six drivers, six copies of one route', 'Know who drove to whom.', 'Each driver has a sheet in the van.', 'At the end of the month I cannot read five of them.', 'Drivers who are paid for petrol late.', 'One list that six people write in.', 'Six drivers write one route on six sheets.'),
(6, 'Strandhill', 'maeve', 'under_way', 12, 'calm', 'afar', 'Photographs of forty years on one laptop', 'Keep them for the grandchildren.', 'They are on my laptop.', 'It gets hot and turns itself off.', 'The families of everybody on them.', 'They are in two places.', 'Forty years of photographs are on one hot laptop.'),
(7, 'Clew Shore', 'eamon', 'done', 40, 'calm', 'afar', 'Nobody hears when the shed is shut', 'Save men of eighty a walk in the rain.', 'A note on the door.', 'They read it when they are there.', 'All of us.', 'Nobody comes to a shut door.', 'A shed wants to say in time when it is shut.'),
(8, 'Corran Meals', 'padraig', 'closed', 120, 'soon', 'here', 'The till forgets the price of soup', 'Sell soup.', 'A till from a shop that closed.', 'It asks for the price each time.', 'The queue.', 'It knows the price.', 'A till forgot its prices.'),
(9, 'Clew Shore', 'eamon', 'withdrawn', 60, 'calm', 'here', 'A camera for the gate', 'See who knocks.', 'We shout.', 'The saw is louder.', 'Visitors.', 'We see them.', ''),
(10, 'Strandhill', 'maeve', 'declined', 70, 'calm', 'afar', 'A tracker on every boat', 'Know where they are.', 'The radio.', 'We cannot listen in.', 'The families.', 'We see them on a map.', ''),
(11, 'Corran Welcome', 'blessing', 'draft', 1, '', '', '', 'Answer those who write to us at night.', 'We read it in the morning.', '', '', '', '');
insert into requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, place_id, hours,
    pressing, measure, summary, reason, next_step, created_at, sent_at, read_at, opened_at, matched_at, done_at, ended_at)
select c, g.id, pg_temp.nearby(by), h.state, title, goal, today, hurts, affected, case when h.state <> 'draft' then 'Since spring' else '' end,
    case when h.state <> 'draft' then 'A laptop and two phones' else '' end, reach, g.place_id,
    case when h.state = 'draft' then '{}'::text[] else '{tue_evening,sat_morning}' end, pressing, measure, summary,
    case when h.state = 'declined' then 'Boats are followed by those whose work it is, and their map is open to families.' else '' end,
    case when h.state = 'declined' then 'Ring the station. They show you how to open the map.' else '' end,
    now() - make_interval(days => ago), case when h.state <> 'draft' then now() - make_interval(days => ago) end,
    case when h.state not in ('draft', 'sent') then now() - make_interval(days => ago) + interval '20 hours' end,
    case when h.state in ('open', 'under_way', 'done', 'closed') then now() - make_interval(days => ago) + interval '26 hours' end,
    case when h.state in ('under_way', 'done', 'closed') then now() - make_interval(days => ago) + interval '4 days' end,
    case when h.state in ('done', 'closed') then now() - make_interval(days => greatest(ago - 24, 2)) end,
    case when h.state in ('closed', 'withdrawn', 'declined') then now() - make_interval(days => greatest(ago - 30, 1)) end
from heard h join groups g on g.id = pg_temp.nearby_group(h.grp) order by n;
create function pg_temp.nearby_request(wanted int) returns bigint language sql as
	$$ select r.id from data.requests r join heard h on h.title = r.title and h.goal = r.goal where h.n = wanted $$;
insert into promises (community_id, kind, request_id, desk, subject_ref, due_on)
select c, 'first_look', id, true, ref, current_date + 1 from requests where community_id = c and state = 'sent';
insert into questions (community_id, request_id, asked_by, body, asked_at)
values (c, pg_temp.nearby_request(2), pg_temp.nearby('siobhan'), 'Who of the twelve has a phone that is never off?', now() - interval '2 days');
insert into promises (community_id, kind, request_id, group_id, subject_ref, due_on)
select c, 'question', r.id, r.group_id, q.ref, current_date + 1 from questions q join requests r on r.id = q.request_id where q.community_id = c;

create temp table near_tasks (n int, kind text, title text, minutes int, afar bool, who text, mstate text) on commit drop;
insert into near_tasks values
	(3, 'on_site', 'Wi-Fi as far as the lathe', 180, false, null, null), (4, 'call', 'A page that does not say where', 60, true, null, null),
	(5, 'on_site', 'One route for six drivers', 120, false, 'declan', 'working'), (6, 'call', 'Forty years in two places', 90, true, 'olena', 'agreed'),
	(7, 'answer', 'How twenty men hear of a shut door', 15, true, 'aoife', 'handed_over'), (8, 'on_site', 'A till that knows soup', 60, false, 'cathal', 'closed');
insert into tasks (community_id, request_id, group_id, kind, title, summary, minutes, afar, place_id, seats, state, published, languages, hours,
    pressing, created_at, published_at, closed_at)
select c, r.id, r.group_id, k.kind, k.title, r.summary, k.minutes, k.afar, r.place_id, 1,
    case when k.mstate is null then 'open' when k.mstate = 'closed' then 'closed' else 'filled' end, true, '{en}', r.hours, r.pressing,
    r.opened_at, r.opened_at, case when k.mstate = 'closed' then r.ended_at end
from near_tasks k join requests r on r.id = pg_temp.nearby_request(k.n);
insert into task_skills (task_id, community_id, skill, must, level)
select t.id, c, 'wifi', true, 2 from tasks t where t.request_id = pg_temp.nearby_request(3);
insert into claims (community_id, task_id, person_id, seat, place, words, read_story, created_at)
select c, t.id, pg_temp.nearby('cathal'), 'lead', 1, 'I would walk through it with a meter first.', true, now() - interval '2 days'
from tasks t where t.request_id = pg_temp.nearby_request(3);
insert into promises (community_id, kind, request_id, desk, subject_ref, due_on)
select c, 'claim', t.request_id, true, k.ref, current_date + 1 from claims k join tasks t on t.id = k.task_id where k.community_id = c and k.state = 'waiting';
insert into invitations (community_id, task_id, person_id, seat, words, invited_by, created_at)
select c, t.id, pg_temp.nearby('aoife'), 'lead', 'You know what a picture gives away. Would you ring Blessing?', pg_temp.nearby('siobhan'), now() - interval '1 day'
from tasks t where t.request_id = pg_temp.nearby_request(4);
insert into matches (community_id, task_id, request_id, group_id, person_id, seat, state, agreement_at, approved_by, created_at, handed_over_at,
    closed_at, confirmed)
select c, t.id, t.request_id, t.group_id, pg_temp.nearby(k.who), 'lead', k.mstate, r.matched_at + interval '3 hours', pg_temp.nearby('siobhan'),
    r.matched_at, case when k.mstate in ('handed_over', 'closed') then r.done_at end, case when k.mstate = 'closed' then r.ended_at end,
    case when k.mstate = 'closed' then true end
from near_tasks k join requests r on r.id = pg_temp.nearby_request(k.n) join tasks t on t.request_id = r.id where k.who is not null;
create function pg_temp.nearby_match(wanted int) returns bigint language sql as
	$$ select m.id from data.matches m where m.request_id = pg_temp.nearby_request(wanted) $$;
insert into claims (community_id, task_id, person_id, seat, place, words, read_story, state, decided_by, decided_at, created_at)
select c, m.task_id, m.person_id, 'lead', 1, 'I have read it, and I am out that way on Saturdays.', true, 'accepted', m.approved_by, m.created_at,
    m.created_at - interval '1 day'
from matches m where m.community_id = c;
insert into promises (community_id, kind, request_id, match_id, person_id, subject_ref, due_on)
select c, 'first_message', m.request_id, m.id, m.person_id, m.ref, current_date + 1 from matches m where m.community_id = c and m.state = 'agreed';
insert into promises (community_id, kind, request_id, match_id, group_id, subject_ref, due_on)
select c, 'confirm', m.request_id, m.id, m.group_id, m.ref, current_date + 5 from matches m where m.community_id = c and m.state = 'handed_over';
insert into messages (community_id, request_id, match_id, author_id, body, created_at) values
	(c, pg_temp.nearby_request(5), pg_temp.nearby_match(5), pg_temp.nearby('declan'), 'Hello Nuala, may I ride along for one morning before we change anything?', now() - interval '8 days'),
	(c, pg_temp.nearby_request(5), pg_temp.nearby_match(5), pg_temp.nearby('nuala'), 'You may, and you will carry dinners. Half past ten at the quay.', now() - interval '7 days'),
	(c, pg_temp.nearby_request(6), null, pg_temp.nearby('siobhan'), 'Keep it switched off until Olena rings, Maeve.', now() - interval '9 days');
insert into appointments (community_id, match_id, state, starts_at, ends_at, how, details, proposed_by, there, decided_at) values
	(c, pg_temp.nearby_match(5), 'fixed', date_trunc('day', now()) + interval '4 days 10 hours 30 minutes', date_trunc('day', now()) + interval '4 days 12 hours', 'visit', 'At the quay, by the blue van', pg_temp.nearby('declan'), pg_temp.nearby('nuala'), now() - interval '2 days'),
	(c, pg_temp.nearby_match(6), 'proposed', date_trunc('day', now()) + interval '6 days 15 hours', date_trunc('day', now()) + interval '6 days 16 hours', 'phone', 'I ring you', pg_temp.nearby('olena'), null, null);
insert into bookings (appointment_id, person_id, community_id, during, active)
select a.id, w.person, c, tstzrange(a.starts_at, a.ends_at), true
from appointments a join matches m on m.id = a.match_id cross join lateral (values (m.person_id), (a.there)) w (person)
where a.community_id = c and a.state = 'fixed';
insert into work_notes (community_id, task_id, match_id, author_id, body, created_at)
select c, m.task_id, m.id, m.person_id, 'Rode along. The sheets differ because the roads do; one list with two columns will do.', m.created_at + interval '5 days'
from matches m where m.community_id = c and m.state in ('working', 'handed_over', 'closed');
insert into handovers (match_id, community_id, changed, lives, access, undo, renews, written_at)
select m.id, c, 'One mail to twenty men, written once.', 'In the shed’s own mailbox.', 'Éamon and one more. Mine ended today.', 'The note still hangs on the door.',
    'nothing_changed', m.handed_over_at
from matches m where m.community_id = c and m.state in ('handed_over', 'closed');
insert into feedback (match_id, side, community_id, author_id, worked, respected, again, minutes, words, created_at)
select m.id, 'group', c, r.asked_by, 'yes', 'yes', 'yes', 60, 'It knows soup, and now it knows scones.', r.done_at + interval '1 day'
from matches m join requests r on r.id = m.request_id where m.community_id = c and m.state = 'closed';
insert into outcomes (request_id, after_days, community_id, worked, measure, answered_by, answered_at)
select r.id, 0, c, 'yes', '', r.asked_by, r.done_at from requests r where r.community_id = c and r.state = 'closed';
insert into desk_notes (community_id, kind, subject_id, author_id, body) values
	(c, 'request', pg_temp.nearby_request(4), pg_temp.nearby('siobhan'), 'By phone only, and never the name of the town.'),
	(c, 'group', pg_temp.nearby_group('Coney'), pg_temp.nearby('fintan'), 'Ask Pádraig which of the two groups pays for the boat.');
insert into audit (community_id, at, person_id, role, deed, kind, subject_id)
select c, sent_at, asked_by, 'member', 'asks_send', 'request', id from requests where community_id = c and sent_at is not null
union all
select c, created_at, approved_by, 'coordinator', 'claims_approve', 'match', id from matches where community_id = c order by 2;
perform set_config('app.community', '', true);
end $neighbours$;
