-- One claim that waits, for the words of a no.
-- :claim text
select c.ref, c.seat, c.words, c.state, p.name, split_part(p.name, ' ', 1) as first_name, p.ref as person_ref,
    t.ref as task_ref, t.title, g.name as group_name
from data.claims c join data.tasks t on t.id = c.task_id join data.groups g on g.id = t.group_id
join data.people p on p.id = c.person_id
where c.ref = :'claim' and c.community_id = here() and at_desk();
