-- Gives a coordinator of the demo a phone.
-- :person bigint
-- :seed text
with seeded as (
	insert into data.totps (person_id, community_id, state, seed)
	select c.person_id, c.community_id, 'on', :'seed' from data.coordinators c where c.person_id = :'person'
	returning person_id
)
update data.people set has_factor = true where id = (select person_id from seeded);
