-- A group that has signed up, for the coordinators.
-- :about jsonb
select g.ref, g.name as group_name,
    (select d.due_on from data.promises d where d.subject_ref = g.ref and d.kind = 'vet_group' and d.state = 'due') as due_on
from data.groups g where g.ref = :'about' ->> 'group' and g.community_id = here() and at_desk();
