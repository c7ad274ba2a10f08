-- Who looked at whose contact details, newest first: both sides read it.
-- :ref text
select p.name as looker, v.person_id = me() as mine, v.person_id in (select x.person_id from matches x
    where x.task_id = m.task_id) as by_volunteer, max(local(v.at)) as at
from match_seen(:'ref') m join contact_views v on v.match_id = m.id join people p on p.id = v.person_id
group by p.name, v.person_id, m.task_id, (v.at at time zone current_setting('app.zone'))::date
order by max(v.at) desc limit 10;
