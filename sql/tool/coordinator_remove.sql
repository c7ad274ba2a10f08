-- Takes the desk from the person behind an address; they stay who they are.
-- :community text
-- :address text
with here as (
	select id from data.communities where key = :'community'
), gone as (
	delete from data.coordinators k using data.accounts a, here h
	where a.person_id = k.person_id and a.community_id = h.id and k.community_id = h.id and a.address = :'address'
	returning k.person_id
), trail as (
	insert into data.audit (community_id, role, deed, kind, subject_id, why)
	select here.id, 'operator', 'coordinator_remove', 'person', person_id, 'command line' from gone, here
)
select exists (select from here) as community, exists (select from gone) as removed,
    (select count(*) from data.coordinators k, here h where k.community_id = h.id) - (select count(*) from gone) as left_;
