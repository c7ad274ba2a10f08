-- Three open tasks that take a hand, the longest open first: their public part.
select t.ref, t.title, g.name as group_name, t.kind, t.afar, p.name as place, t.minutes, t.seats = 2 as two
from data.tasks t join data.groups g on g.id = t.group_id left join data.places p on p.id = t.place_id
where t.community_id = here() and t.state = 'open' and t.published and t.waiting < 3
order by t.published_at, t.id limit 3;
