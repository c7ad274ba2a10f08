-- The group that somebody has left when a colleague goes on; older mails name the invitation.
-- :about jsonb
select g.group_name from group_left(:'about' ->> 'group') g
union all select i.group_name from member_invitation(:'about' ->> 'invitation') i;
