-- Volunteers who hold nothing, three for each open task that nobody waits
-- for: 3,600 claims in six lots, no person twice.
create schema bench;
create table bench.hashes (login text, cookie text primary key);
create table bench.pairs as
select row_number() over (order by v.n) as n, (v.n - 1) / 600 + 1 as lot, v.person_id as person, t.ref as task,
    encode(sha256(convert_to('cookie ' || v.n, 'UTF8')), 'hex') as cookie, '' as login, md5('op ' || v.n) as op
from (select v.person_id, row_number() over (order by v.person_id) as n from data.volunteers v
    join data.logins l on l.person_id = v.person_id join data.people p on p.id = v.person_id
    where p.name like 'Person %' and p.name <> 'Person 1' and v.paused_until is null and not exists (select from data.matches m where m.person_id = v.person_id
        and m.state not in ('released', 'confirmed', 'closed'))) v
join (select t.ref, row_number() over (order by t.id) as n from data.tasks t
    where t.state = 'open' and t.published and t.waiting = 0 and t.title like 'Take a look%') t on t.n = (v.n + 2) / 3
where v.n <= 3600;
create unique index on bench.pairs (n);
create sequence bench.pair_4 start 1801;
create sequence bench.pair_5 start 2401;
create sequence bench.pair_6 start 3001;
grant usage on schema bench to nocape_web;
grant select on bench.pairs to nocape_web;
grant usage on all sequences in schema bench to nocape_web;
