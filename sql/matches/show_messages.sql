-- The conversation of a match, oldest first: the latest two hundred.
-- :ref text
select l.* from (select x.id, x.ref as message_ref, p.name as author, x.author_id = me() as mine, local(x.created_at) as at, x.body,
    case when x.author_id in (select o.person_id from matches o where o.task_id = m.task_id) then 'volunteer'
    when x.author_id in (select s.person_id from memberships s where s.group_id = m.group_id) then 'group'
    else 'desk' end as author_side
from match_seen(:'ref') m join messages x on x.match_id in (select o.id from matches o where o.task_id = m.task_id
    and (o.id = m.id or (o.state <> 'released' and m.state <> 'released'))) and x.request_id = m.request_id
join people p on p.id = x.author_id
where m.agreed or m.side = 'desk'
order by x.id desc limit 200) l order by l.id;
