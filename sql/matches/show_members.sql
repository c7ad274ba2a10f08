-- Members of the group, who can be there at an appointment.
-- :ref text
select p.ref as member_ref, p.name as member, p.id = me() as me
from match_seen(:'ref') m join memberships s on s.group_id = m.group_id and s.left_at is null join people p on p.id = s.person_id
    and p.state = 'active'
where m.side = 'group' order by p.id <> me(), p.name;
