-- Becomes the recipient of a mail, then says what every mail may show.
-- :community bigint
-- :person bigint
select c.key as community_key, c.name as community_name, c.phone, c.phone_hours, c.zone_label,
    coalesce(p.name, '') as name, coalesce(split_part(p.name, ' ', 1), '') as first_name, coalesce(a.address, '') as address
from (select visit_as(:'community', nullif(:'person', 0))) as become
cross join lateral (select * from data.communities k where k.id = :'community') c
left join data.people p on p.id = nullif(:'person', 0)
left join data.accounts a on a.person_id = p.id;
