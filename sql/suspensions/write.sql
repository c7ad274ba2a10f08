-- A person whom a coordinator is about to pause, and what that would end.
-- :person text
select p.ref, p.name, split_part(p.name, ' ', 1) as first_name, t.claims, t.matches, t.times, t.alone,
    p.state = 'active' and p.id <> me() and not exists (select from data.coordinators k where k.person_id = p.id) as can
from data.people p cross join lateral suspension_touches(p.id) t
where p.ref = :'person' and p.community_id = here() and at_desk() and p.state <> 'erased';
