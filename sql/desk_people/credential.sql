-- One credential of a volunteer, to be looked at.
-- :credential text
select c.ref, c.kind, c.title, c.issuer, c.state, p.ref as person_ref, p.name, split_part(p.name, ' ', 1) as first_name,
    p.id = me() as own
from data.credentials c join data.people p on p.id = c.person_id
where c.ref = :'credential' and c.community_id = here() and at_desk();
