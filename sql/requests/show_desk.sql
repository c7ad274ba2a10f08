-- The coordinators, whom a group can always talk to.
select p.name from data.coordinators k join data.people p on p.id = k.person_id
where k.community_id = here() and me() is not null order by k.since, p.id limit 3;
