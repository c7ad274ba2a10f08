-- Who was asked to join one of my groups and has not answered yet.
-- :group text
select g.ref as group_ref, i.ref, i.address, local(i.asked_at) as sent_at,
    i.state = 'lapsed' or i.asked_at <= app_now() - interval '30 days' as lapsed, i.asked_at <= app_now() - interval '1 day' as again
from data.groups g join data.member_invitations i on i.group_id = g.id and i.state in ('sent', 'lapsed')
where g.ref = :'group' and g.community_id = here() and g.id in (select my_groups())
order by i.id limit 50;
