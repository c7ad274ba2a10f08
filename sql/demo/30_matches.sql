-- What became of the requests: tasks, claims, matches, times, handovers.
set local search_path = data, public;
-- Claims are counted by a deed's trigger, which stays in its community.
select set_config('app.community', pg_temp.wendle()::text, true);

create temp table planned (n int, kind text, title text, minutes int, afar bool, seats int, must text[], nice text[],
    who text, second text, mstate text) on commit drop;
insert into planned values
(7, 'call', 'Put the choir’s list where three people can open it', 60, true, 1, '{spreadsheets:2,shared_files:1}', '{training:1}', null, null, null),
(8, 'on_site', 'Five donated laptops need to be ready for homework club', 360, false, 2, '{laptops:2}', '{children:1}', null, null, null),
(9, 'project', 'A rota that 40 people can use, some by phone only', 600, true, 1, '{shared_calendars:1}', '{training:2}', null, null, null),
(10, 'on_site', 'Record a practice so that beginners hear their part', 180, false, 1, '{sound:2}', '{}', null, null, null),
(11, 'answer', 'How to make one list out of three books', 15, true, 1, '{spreadsheets:1}', '{}', null, null, null),
(12, 'call', 'A shared calendar that shows no names outside', 90, true, 1, '{shared_calendars:2}', '{safety:2}', null, null, null),
(13, 'project', 'A consent form that parents can fill in on a phone', 300, true, 1, '{forms:2}', '{safety:1}', null, null, null),
(14, 'call', 'Ask by Thursday how many come on Friday', 60, true, 1, '{forms:1}', '{}', null, null, null),
(15, 'on_site', 'Look at four slow computers together', 240, false, 2, '{laptops:2}', '{training:1}', null, null, null),
(16, 'call', 'One parcel list for two people', 120, true, 1, '{shared_files:2}', '{spreadsheets:1}', 'tom', null, 'working'),
(17, 'project', 'A newsletter that arrives', 360, true, 1, '{newsletters:2}', '{email:2}', 'jonas', null, 'scheduled'),
(18, 'on_site', 'Wi-Fi that carries ten families', 240, false, 1, '{wifi:2}', '{video_calls:1}', 'anders', null, 'agreed'),
(19, 'project', 'Get back into three accounts and share them safely', 480, true, 1, '{accounts:2}', '{passwords:2}', 'yusuf', null, 'working'),
(20, 'answer', 'One place where match days stand', 30, true, 1, '{shared_calendars:1}', '{}', 'claire', null, 'handed_over'),
(21, 'call', 'Save the photographs from the clicking disk', 180, true, 1, '{backups:2}', '{}', 'pete', null, 'working'),
(22, 'on_site', 'Introduce the card reader to the new phone', 60, false, 1, '{phones:2}', '{}', 'sam', null, 'agreed'),
(23, 'answer', 'One mail to 48 people', 15, true, 1, '{newsletters:1}', '{}', 'bea', null, 'handed_over'),
(24, 'on_site', 'One allergy list with a date', 90, false, 1, '{shared_files:1}', '{}', 'pete', null, 'confirmed'),
(25, 'call', 'From the bank to the tax form in a day', 180, true, 1, '{money:2}', '{spreadsheets:2}', 'moira', null, 'confirmed'),
(26, 'on_site', 'A printer for every phone', 60, false, 1, '{printers:1}', '{}', 'deniz', null, 'closed'),
(27, 'answer', 'Music that fits into a mail', 15, true, 1, '{email:1}', '{}', 'lena', null, 'closed'),
(28, 'on_site', 'Wi-Fi for 22 children', 300, false, 2, '{wifi:2}', '{children:1}', 'anders', 'lena', 'closed'),
(29, 'call', 'Telling real mail from false', 60, true, 1, '{safety:2}', '{}', 'yusuf', null, 'closed'),
(30, 'project', 'A map that the wood’s volunteers can change', 600, true, 1, '{websites:1}', '{}', 'kwame', null, 'closed'),
(31, 'call', 'The right date on the website', 60, true, 1, '{websites:2}', '{accounts:1}', 'kwame', null, 'closed'),
(32, 'on_site', 'Eleven phones for eleven families', 240, false, 1, '{phones:2}', '{}', 'sam', null, 'closed'),
(33, 'call', 'A sheet that adds up', 90, true, 1, '{spreadsheets:3}', '{money:1}', 'ruby', null, 'closed'),
(34, 'on_site', 'Show the final to someone far away', 180, false, 1, '{video_calls:2}', '{sound:1}', 'oliver', null, 'closed'),
(35, 'answer', 'One order, made by two people', 15, true, 1, '{shared_files:1}', '{}', 'tamsin', null, 'closed');

insert into tasks (community_id, request_id, group_id, kind, title, summary, minutes, afar, place_id, deadline, seats, state,
    published, languages, hours, pressing, created_at, published_at, closed_at)
select r.community_id, r.id, r.group_id, p.kind, p.title, r.summary, p.minutes, p.afar, r.place_id,
    coalesce(r.wanted_by, case when r.state = 'open' and p.n % 2 = 0 then current_date + 18 + p.n end), p.seats,
    case when p.mstate is null then 'open' when p.mstate in ('closed') then 'closed' else 'filled' end,
    true, '{en}', r.hours, r.pressing, r.opened_at, r.opened_at, case when p.mstate = 'closed' then r.ended_at end
from planned p join requests r on r.id = pg_temp.req(p.n);
create function pg_temp.task(wanted int) returns bigint language sql as $$ select id from tasks where request_id = pg_temp.req(wanted) $$;
insert into task_skills (task_id, community_id, skill, must, level)
select pg_temp.task(n), pg_temp.wendle(), split_part(s, ':', 1), true, split_part(s, ':', 2)::int from planned, unnest(must) s
union all
select pg_temp.task(n), pg_temp.wendle(), split_part(s, ':', 1), false, split_part(s, ':', 2)::int from planned, unnest(nice) s;

insert into claims (community_id, task_id, person_id, seat, place, words, read_story, created_at) values
(pg_temp.wendle(), pg_temp.task(8), pg_temp.person('tom'), 'lead', 1, 'I would first look at one of the five alone, then do the other four with whoever wants to learn it.', true, now() - interval '2 days'),
(pg_temp.wendle(), pg_temp.task(8), pg_temp.person('lena'), 'lead', 2, 'I do this at school every August, with children’s settings.', true, now() - interval '1 day'),
(pg_temp.wendle(), pg_temp.task(8), pg_temp.person('priya'), 'second', 3, 'My first time. I would like to sit beside someone.', true, now() - interval '10 hours'),
(pg_temp.wendle(), pg_temp.task(13), pg_temp.person('wei'), 'lead', 1, 'I have made such a form for a swimming club.', true, now() - interval '4 days');
insert into promises (community_id, kind, request_id, desk, subject_ref, due_on, made_at)
select c.community_id, 'claim', t.request_id, true, c.ref, (c.created_at + interval '3 days')::date, c.created_at
from claims c join tasks t on t.id = c.task_id where c.state = 'waiting';
insert into invitations (community_id, task_id, person_id, seat, words, invited_by, created_at) values
(pg_temp.wendle(), pg_temp.task(12), pg_temp.person('claire'), 'lead', 'You did this for the surgery. Would you talk to Fatima for an hour?', pg_temp.person('ruth'), now() - interval '1 day'),
(pg_temp.wendle(), pg_temp.task(10), pg_temp.person('oliver'), 'lead', 'You know the hall already.', pg_temp.person('george'), now() - interval '20 hours');
insert into promises (community_id, kind, request_id, person_id, subject_ref, due_on)
select i.community_id, 'invitation', t.request_id, i.person_id, i.ref, current_date + 2
from invitations i join tasks t on t.id = i.task_id where i.state = 'sent';

insert into matches (community_id, task_id, request_id, group_id, person_id, seat, state, agreement_at, approved_by, created_at,
    handed_over_at, closed_at, confirmed)
select t.community_id, t.id, t.request_id, t.group_id, pg_temp.person(w.who), w.seat, p.mstate, r.matched_at + interval '3 hours',
    pg_temp.person('ruth'), r.matched_at,
    case when p.mstate in ('handed_over') then now() - interval '2 days' when p.mstate in ('confirmed', 'closed') then r.done_at - interval '4 days' end,
    case when p.mstate = 'closed' then r.ended_at end, case when p.mstate in ('confirmed', 'closed') then p.n <> 30 end
from planned p join requests r on r.id = pg_temp.req(p.n) join tasks t on t.request_id = r.id
cross join lateral (values (p.who, 'lead'), (p.second, 'second')) w (who, seat)
where w.who is not null;
update matches set agreement_at = null where task_id = pg_temp.task(22);
create function pg_temp.match(wanted int) returns bigint language sql as
	$$ select id from matches where task_id = pg_temp.task(wanted) and seat = 'lead' $$;
insert into claims (community_id, task_id, person_id, seat, place, words, read_story, state, decided_by, decided_at, created_at)
select m.community_id, m.task_id, m.person_id, m.seat, 1, 'I have read it and would like to help.', true, 'accepted', m.approved_by, m.created_at, m.created_at - interval '1 day'
from matches m;

insert into promises (community_id, kind, request_id, match_id, person_id, subject_ref, due_on, state, ended_at, made_at)
select m.community_id, 'first_message', m.request_id, m.id, m.person_id, m.ref, (m.created_at + interval '2 days')::date,
    case when m.state = 'agreed' then 'due' else 'kept' end, case when m.state <> 'agreed' then m.created_at + interval '1 day' end, m.created_at
from matches m;
update promises set due_on = current_date + 1 where kind = 'first_message' and state = 'due';
insert into promises (community_id, kind, request_id, match_id, group_id, subject_ref, due_on)
select community_id, 'confirm', request_id, id, group_id, ref, current_date + 5 from matches where state = 'handed_over';
insert into promises (community_id, kind, request_id, match_id, person_id, subject_ref, due_on)
select community_id, 'handover', request_id, id, person_id, ref, current_date + 6 from matches where state = 'working'
union all
select community_id, 'feedback', request_id, id, person_id, ref, current_date + 9 from matches where state = 'confirmed';

insert into messages (community_id, request_id, match_id, author_id, body, created_at)
select m.community_id, m.request_id, m.id, m.person_id,
    'Hello, I have read your story. Nothing on your side is broken; it was made for one person, and now you are more. When can we talk for half an hour?',
    m.created_at + interval '1 day' from matches m where m.state not in ('agreed') and m.seat = 'lead';
insert into messages (community_id, request_id, match_id, author_id, body, created_at) values
(pg_temp.wendle(), pg_temp.req(16), pg_temp.match(16), pg_temp.person('amina'), 'Thank you for reading it so carefully. Tuesdays after six are good. Joan opens it on Sundays, and Mrs Featherstonehaugh-Oyelaran on Wednesdays.', now() - interval '6 days'),
(pg_temp.wendle(), pg_temp.req(16), pg_temp.match(16), pg_temp.person('tom'), 'Then let us look at the list together, with both of them there if they like. I will bring a copy so that nothing can get lost.', now() - interval '5 days'),
(pg_temp.wendle(), pg_temp.req(17), pg_temp.match(17), pg_temp.person('joan'), 'My sister says hers still goes to the pills.', now() - interval '3 days');
insert into messages (community_id, request_id, author_id, body, created_at, desk_read_at)
select w, q, a, b, at, at from (values
(pg_temp.wendle(), pg_temp.req(16), pg_temp.person('ruth'), 'Thank you, Amina, that is very clear. I’ll look for someone who knows shared lists. You will hear from me by Monday.', now() - interval '24 days')) m (w, q, a, b, at);

-- Times: one held, one fixed for Thursday, three proposed.
insert into appointments (community_id, match_id, state, starts_at, ends_at, how, details, proposed_by, there, decided_at) values
(pg_temp.wendle(), pg_temp.match(16), 'held', date_trunc('day', now()) - interval '3 days' + interval '18 hours 30 minutes', date_trunc('day', now()) - interval '3 days' + interval '19 hours 30 minutes', 'phone', 'Tom rings the office', pg_temp.person('tom'), pg_temp.person('amina'), now() - interval '5 days'),
(pg_temp.wendle(), pg_temp.match(17), 'fixed', date_trunc('day', now()) + interval '3 days 18 hours 30 minutes', date_trunc('day', now()) + interval '3 days 19 hours 30 minutes', 'video', 'The link comes by mail', pg_temp.person('jonas'), pg_temp.person('joan'), now() - interval '1 day'),
(pg_temp.wendle(), pg_temp.match(18), 'proposed', date_trunc('day', now()) + interval '5 days 10 hours', date_trunc('day', now()) + interval '5 days 13 hours', 'visit', 'I bring a ladder', pg_temp.person('anders'), null, null),
(pg_temp.wendle(), pg_temp.match(18), 'proposed', date_trunc('day', now()) + interval '6 days 10 hours', date_trunc('day', now()) + interval '6 days 13 hours', 'visit', 'I bring a ladder', pg_temp.person('anders'), null, null);
insert into bookings (appointment_id, person_id, community_id, during, active)
select a.id, w.person, a.community_id, tstzrange(a.starts_at, a.ends_at), a.state = 'fixed'
from appointments a join matches m on m.id = a.match_id cross join lateral (values (m.person_id), (a.there)) w (person)
where a.state in ('fixed', 'held');

insert into work_notes (community_id, task_id, match_id, author_id, body, created_at)
select m.community_id, m.task_id, m.id, m.person_id, 'Looked at it together. What was done today is written here, so that whoever comes after me can go on.', m.created_at + interval '6 days'
from matches m where m.state in ('working', 'handed_over', 'confirmed', 'closed') and m.seat = 'lead';
insert into handovers (match_id, community_id, changed, lives, access, undo, renews, written_at)
select m.id, m.community_id, 'One list instead of two, with the old copy kept beside it.', 'In the group’s own account, under the name of this request.',
    'The contact person and one more. My own access ended today.', 'The old copy is in the folder called Before.', 'nothing_changed', m.handed_over_at
from matches m where m.state in ('handed_over', 'confirmed', 'closed') and m.seat = 'lead';
insert into feedback (match_id, side, community_id, author_id, worked, respected, again, minutes, words, created_at)
select m.id, 'group', m.community_id, r.asked_by, case p.n when 30 then 'no' when 33 then 'partly' else 'yes' end, 'yes',
    case p.n when 30 then 'unknown' else 'yes' end, p.minutes, case p.n when 26 then 'I had been told for years that I was using it wrong. He watched for ten minutes and said the order was wrong, not me.' else '' end,
    r.done_at + interval '1 day'
from planned p join requests r on r.id = pg_temp.req(p.n) join matches m on m.request_id = r.id and m.seat = 'lead' where m.state = 'closed'
union all
select m.id, 'volunteer', m.community_id, m.person_id, case p.n when 30 then 'no' else 'yes' end, 'yes', 'yes', p.minutes + 15, '', r.done_at + interval '2 days'
from planned p join requests r on r.id = pg_temp.req(p.n) join matches m on m.request_id = r.id and m.seat = 'lead' where m.state = 'closed';
insert into promises (community_id, kind, request_id, match_id, person_id, subject_ref, due_on)
select m.community_id, 'appointment', m.request_id, m.id, m.person_id, a.ref, a.starts_at::date
from appointments a join matches m on m.id = a.match_id where a.state = 'fixed' and a.starts_at > now();
insert into promises (community_id, kind, request_id, match_id, group_id, subject_ref, due_on)
select community_id, 'feedback', request_id, id, group_id, ref, current_date + 9 from matches where state = 'confirmed';
insert into outcomes (request_id, after_days, community_id, worked, measure, answered_by, answered_at)
select r.id, 0, r.community_id, case when r.id = pg_temp.req(30) then 'no' else 'yes' end, '', r.asked_by, r.done_at
from requests r where r.state in ('done', 'closed')
union all
select r.id, d, r.community_id, case when r.id = pg_temp.req(30) then 'no' when d = 90 and r.id = pg_temp.req(33) then 'unknown' else 'yes' end, '', r.asked_by, r.done_at + make_interval(days => d)
from requests r, unnest(array[30, 90]) d where r.state = 'closed' and r.done_at + make_interval(days => d) < now();

insert into desk_notes (community_id, kind, subject_id, author_id, body) values
(pg_temp.wendle(), 'request', pg_temp.req(12), pg_temp.person('ruth'), 'Ring Fatima, never write details. She prefers the office phone before ten.'),
(pg_temp.wendle(), 'group', pg_temp.grp('women'), pg_temp.person('ines'), 'Vetted by a visit. The address stays off every page.');

-- The trail as the deeds would have left it.
insert into audit (community_id, at, person_id, role, deed, kind, subject_id)
select community_id, sent_at, asked_by, 'member', 'asks_send', 'request', id from requests where sent_at is not null
union all
select community_id, opened_at, pg_temp.person('ruth'), 'coordinator', 'desk_publish', 'request', id from requests where opened_at is not null
union all
select community_id, created_at, approved_by, 'coordinator', 'claims_approve', 'match', id from matches
union all
select community_id, handed_over_at, person_id, 'member', 'handovers_new', 'match', id from matches where handed_over_at is not null
order by 2;

-- What the desk and the volunteers promised and kept of late.
insert into promises (community_id, kind, request_id, desk, subject_ref, state, due_on, made_at, ended_at)
select community_id, 'first_look', id, true, ref, 'kept', sent_at::date + 4, sent_at, sent_at + make_interval(days => 1 + (id % 3)::int)
from requests where opened_at is not null and sent_at > now() - interval '25 days'
union all
select c.community_id, 'claim', t.request_id, true, c.ref, 'kept', c.created_at::date + 5, c.created_at, c.created_at + interval '2 days'
from claims c join tasks t on t.id = c.task_id where c.state <> 'waiting' and c.created_at > now() - interval '25 days'
union all
select community_id, 'vet_group', null, true, ref, 'kept', current_date - 8, now() - interval '13 days', now() - interval '11 days'
from groups where state = 'vetted' and name like 'W%'
union all
select v.community_id, 'vet_volunteer', null, true, p.ref, 'kept', current_date - 10, now() - interval '16 days', now() - interval '12 days'
from volunteers v join people p on p.id = v.person_id where v.state = 'vetted' and p.name like 'S%';
