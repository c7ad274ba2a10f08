-- The other side's contact details, for half an hour after I asked to see them: what that look says was shown.
-- :ref text
select p.name, case when v.phone then envelope('accounts.phone', a.vault, a.phone) end as phone, a.address,
    p.id in (select s.person_id from memberships s where s.group_id = m.group_id) as of_group
from match_seen(:'ref') m cross join lateral (
    select w.of_id, bool_or(w.what <> 'address') as phone from contact_views w where w.match_id = m.id and w.person_id = me()
    and w.of_id <> me() and w.at > app_now() - interval '30 minutes' group by w.of_id) v
join people p on p.id = v.of_id join accounts a on a.person_id = p.id
where m.talks and not kept_from_me(p.id) and (p.id in (select s.person_id from memberships s where s.group_id = m.group_id and s.left_at is null)
    or p.id in (select x.person_id from matches x where x.task_id = m.task_id and x.state not in ('released', 'closed')))
order by p.name, p.id;
