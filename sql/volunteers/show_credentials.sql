-- What I learned, and whether a coordinator has looked at it.
select c.ref, c.kind, c.title, c.issuer, c.state, c.valid_until, c.state = 'checked' and c.valid_until < local_today() as run_out,
    c.state <> 'checked' as can_remove, c.how
from data.credentials c where c.person_id = me() and c.community_id = here() order by c.id;
