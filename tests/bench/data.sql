-- A community that has been at work for years: 12,500 people, 10,000 of them
-- volunteers, 2,000 groups, 100,000 requests with a task each, 2,000 of them
-- open.  Nothing is random, so that two runs measure the same.
set search_path = data, public;
begin;

create function pg_temp.c() returns bigint language sql as
	$$ select id from communities order by key <> 'wendle', id limit 1 $$;

insert into people (community_id, name)
select pg_temp.c(), 'Person ' || n from generate_series(1, 12500) n;
create temp table p as
select id, row_number() over (order by id) as n from people where name like 'Person %';
create unique index on p (n);
insert into accounts (person_id, community_id, address, phone)
select id, pg_temp.c(), 'person' || n || '@example.net', '07700 9' || lpad(n::text, 5, '0') from p;

create temp table town as select id, row_number() over (order by id) as n from places where country = 'GB' and people > 3000;
create unique index on town (n);
insert into volunteers (person_id, community_id, state, words, place_id, reach_km, afar, languages, hours, capacity, agreed_at,
    vetted_at, asked_at)
select p.id, pg_temp.c(), 'vetted', 'I like to help.', t.id, 5 + p.n % 40, p.n % 3 > 0,
    case when p.n % 10 = 0 then '{en,pl}' else '{en}' end::text[],
    array[(slots())[1 + p.n % 21], (slots())[1 + (p.n * 7) % 21]], 1 + p.n % 3, app_now(), app_now(),
    app_now() - make_interval(days => (p.n % 200)::int)
from p join town t on t.n = 1 + p.n % (select count(*) from town) where p.n <= 10000;
insert into volunteer_skills (person_id, community_id, skill, level, checked_at)
select p.id, pg_temp.c(), s.key, 1 + (p.n + s.place) % 3, case when p.n % 2 = 0 then app_now() end
from p join skills s on (p.n * 13 + s.place * 7) % 6 = 0 where p.n <= 10000;

insert into groups (community_id, name, does, place_id, state, vetted_at)
select pg_temp.c(), 'Group ' || i, 'We are there for others, number ' || i || '.', t.id, 'vetted', app_now()
from generate_series(1, 2000) i join town t on t.n = 1 + i % (select count(*) from town);
create temp table g as
select id, place_id, row_number() over (order by id) as n from groups where name like 'Group %';
create unique index on g (n);
insert into memberships (group_id, person_id, community_id, contact)
select g.id, p.id, pg_temp.c(), true from g join p on p.n = 10000 + g.n;

insert into requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, place_id,
    pressing, measure, summary, created_at, sent_at, read_at, opened_at, matched_at, done_at, ended_at)
select pg_temp.c(), g.id, p.id,
    case when i <= 2000 then 'open' when i <= 4000 then 'under_way' else 'closed' end,
    'Something does not work as it should, number ' || i, repeat('What we would like to get done, told in a few words. ', 4),
    repeat('How we do it today, step by step, with paper and a telephone. ', 6), repeat('Where it hurts. ', 5),
    repeat('Who is affected. ', 5), 'since spring', 'Two laptops', (array['here', 'afar', 'either'])[1 + i % 3], g.place_id,
    (array['now', 'soon', 'calm', 'calm'])[1 + i % 4], 'It takes an hour instead of a day.', 'A group needs a hand with number ' || i || '.',
    at, at, at + interval '1 day', at + interval '1 day',
    case when i > 2000 then at + interval '4 days' end, case when i > 4000 then at + interval '20 days' end,
    case when i > 4000 then at + interval '34 days' end
from generate_series(1, 100000) i join g on g.n = 1 + i % 2000 join p on p.n = 10000 + g.n
cross join lateral (select app_now() - make_interval(hours => (i / 4)::int)) a (at);
create temp table r as
select id, group_id, place_id, state, opened_at, summary, pressing, reach, ended_at, row_number() over (order by id) as n from requests
where title like 'Something does not work as it should, number %';
insert into tasks (community_id, request_id, group_id, state, published, kind, title, summary, minutes, afar, place_id, seats,
    pressing, created_at, published_at, closed_at, deadline)
select pg_temp.c(), r.id, r.group_id, case r.state when 'open' then 'open' when 'under_way' then 'filled' else 'closed' end, true,
    case when r.reach = 'here' then 'on_site' else (array['answer', 'call', 'project'])[1 + r.n % 3] end,
    'Take a look at number ' || r.n, r.summary, (array[15, 60, 180, 600])[1 + r.n % 4], r.reach <> 'here', r.place_id,
    1 + (r.n % 10 = 0)::int, r.pressing, r.opened_at, r.opened_at, r.ended_at, current_date + (r.n % 60)::int
from r;
insert into task_skills (task_id, community_id, skill, must, level)
select t.id, pg_temp.c(), s.key, s.place % 2 = 0, 1 + (t.id % 2)::int
from tasks t join r on r.id = t.request_id join skills s on (r.n * 5 + s.place * 11) % 11 = 0;
insert into matches (community_id, task_id, request_id, group_id, person_id, seat, state, agreement_at, created_at, closed_at, confirmed)
select pg_temp.c(), t.id, r.id, r.group_id, p.id, 'lead', case r.state when 'closed' then 'closed' else 'working' end, r.opened_at,
    r.opened_at + interval '3 days', r.ended_at, case when r.state = 'closed' then r.n % 9 > 0 end
from r join tasks t on t.request_id = r.id join p on p.n = 1 + (r.n * 37) % 10000 where r.state <> 'open';
insert into feedback (match_id, side, community_id, author_id, worked, respected, again, minutes, created_at)
select m.id, s, pg_temp.c(), m.person_id, case when m.id % 12 = 0 then 'no' when m.id % 7 = 0 then 'unknown' else 'yes' end, 'yes', 'yes', 60, m.closed_at
from matches m join r on r.id = m.request_id, unnest(array['group', 'volunteer']) s where m.closed_at is not null;

-- Who the measured visits are: a volunteer and, to write, many others.
insert into logins (community_id, person_id, token_hash, ends_at)
select pg_temp.c(), id, encode(sha256(convert_to('bench ' || n, 'UTF8')), 'hex'), app_now() + interval '30 days' from p where n <= 5000;
commit;
vacuum analyze;
