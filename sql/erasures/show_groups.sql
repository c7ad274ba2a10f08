-- My groups: which would be empty without me, and how many requests of theirs run.
select g.ref, g.name, g.id in (select l.id from my_lone_groups() l) as lone, (select count(*) from data.requests r
    where r.group_id = g.id and r.state in ('draft', 'sent', 'question', 'open', 'under_way', 'done')) as requests
from data.groups g join data.memberships m on m.group_id = g.id
where m.person_id = me() and m.community_id = here() and m.left_at is null order by g.name;
