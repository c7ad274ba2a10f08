-- The request that a new task is for.
-- :request text
select r.ref, r.title as request_title, r.goal, g.name as group_name, coalesce(p.name, gp.name) as place,
    case r.reach when 'here' then 'there' when 'afar' then 'afar' when 'either' then 'either' end as reach,
    '{en}' as languages, '1' as seats
from data.requests r join data.groups g on g.id = r.group_id
left join data.places p on p.id = r.place_id left join data.places gp on gp.id = g.place_id
where r.ref = :'request' and r.community_id = here() and at_desk()
and r.state in ('sent', 'question', 'open', 'under_way');
