-- Who looks after safeguarding in a community.
-- :community text
select p.name, a.address from data.safeguarders s join data.people p on p.id = s.person_id
join data.accounts a on a.person_id = p.id join data.communities c on c.id = s.community_id where c.key = :'community' order by p.name;
