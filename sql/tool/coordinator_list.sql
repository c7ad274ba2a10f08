-- Who runs which community.
select c.key, a.address::text as address, p.name, to_char(k.since, 'YYYY-MM-DD') as since
from data.coordinators k join data.communities c on c.id = k.community_id join data.people p on p.id = k.person_id
join data.accounts a on a.person_id = k.person_id
order by c.id, k.since, a.address;
