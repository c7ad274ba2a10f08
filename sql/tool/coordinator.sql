-- Makes the person behind an address a coordinator; makes the person too
-- when the address is new here.
-- :community text
-- :address text
-- :name text
with here as (
	select id from data.communities where key = :'community'
), known as (
	select person_id from data.accounts where community_id = (select id from here) and address = :'address'
), made as (
	insert into data.people (community_id, name)
	select id, :'name' from here where not exists (select from known)
	returning id
), account as (
	insert into data.accounts (person_id, community_id, address)
	select made.id, here.id, :'address' from made, here
	returning person_id
), person as (
	select person_id from known union all select person_id from account
), added as (
	insert into data.coordinators (person_id, community_id)
	select person_id, here.id from person, here
	on conflict do nothing
	returning person_id
), ended as (
	-- what a coordinator sees wants a second step, and shorter logins
	update data.logins set ended_at = data.app_now()
	where person_id in (select person_id from added) and ended_at is null
), trail as (
	insert into data.audit (community_id, role, deed, kind, subject_id, why)
	select here.id, 'operator', 'coordinator_add', 'person', person_id, 'command line' from added, here
)
select exists (select from here) as community, exists (select from added) as added, exists (select from made) as made;
