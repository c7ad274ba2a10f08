-- The other side's contact details, for half an hour after I asked to see them.
-- :ref text
select p.name, envelope('accounts.phone', a.vault, a.phone) as phone, a.address, p.id in (select s.person_id from memberships s where s.group_id = m.group_id) as of_group
from match_seen(:'ref') m join people p on p.id in (
    select s.person_id from memberships s where s.group_id = m.group_id and s.left_at is null and m.side = 'volunteer'
    and (s.contact or s.person_id = (select r.asked_by from requests r where r.id = m.request_id))
    union select x.person_id from matches x where x.task_id = m.task_id and x.state not in ('released', 'closed'))
join accounts a on a.person_id = p.id
where m.talks and p.id <> me() and exists (select from contact_views v where v.match_id = m.id and v.person_id = me()
    and v.at > app_now() - interval '30 minutes')
order by p.name, p.id;
