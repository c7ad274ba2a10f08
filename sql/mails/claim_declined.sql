-- A claim that was declined, for who made it.
-- :about jsonb
select c.ref, t.title from data.claims c join data.tasks t on t.id = c.task_id
where c.ref = :'about' ->> 'claim' and c.community_id = here() and c.person_id = me();
