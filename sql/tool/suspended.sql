-- Who is paused in a community, and what they said to it.
-- :community text
select p.name, a.address, s.state, coalesce(to_char(s.back_on, 'YYYY-MM-DD'), 'without an end') as back_on, s.operator, s.answer
from data.suspensions s join data.people p on p.id = s.person_id join data.accounts a on a.person_id = p.id
join data.communities c on c.id = s.community_id
where c.key = :'community' and s.state in ('running', 'answered', 'kept') order by s.id;
