-- Somebody who offers help, for a coordinator.
-- :about jsonb
select p.ref, p.name, (select min(d.due_on) from data.promises d
    where d.kind = 'vet_volunteer' and d.subject_ref = p.ref and d.state = 'due') as due_on
from data.people p where p.ref = :'about' ->> 'person' and p.community_id = here() and at_desk();
