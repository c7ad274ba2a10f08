-- Who looked at whose contact details, and which, newest first: both sides read it.
-- :ref text
select case when v.person_id = me() then 'look_you_' when v.of_id = me() then 'look_yours_' else 'look_' end || v.what as say,
    p.name as looker, coalesce(o.name, g.name) as owner, max(local(v.at)) as at
from match_seen(:'ref') m join contact_views v on v.match_id = m.id join people p on p.id = v.person_id
left join people o on o.id = v.of_id left join groups g on g.id = v.of_group_id
group by 1, 2, 3, v.person_id, v.of_id, v.of_group_id, (v.at at time zone current_setting('app.zone'))::date
order by max(v.at) desc, max(v.id) limit 20;
