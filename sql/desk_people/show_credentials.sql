-- What a volunteer was taught, and whether a coordinator has looked at it.
-- :person text
select c.ref, c.kind, c.title, c.issuer, c.state, c.how, b.name as checked_by, local(c.checked_at) as checked_at, c.valid_until,
    c.state = 'claimed' and p.id <> me() as can_check, c.valid_until < local_today() as run_out
from data.credentials c join data.people p on p.id = c.person_id left join data.people b on b.id = c.checked_by
where p.ref = :'person' and p.community_id = here() and at_desk() order by c.id desc limit 30;
