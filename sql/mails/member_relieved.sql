-- The group that somebody has left when a colleague had joined.
-- :about jsonb
select i.group_name from member_invitation(:'about' ->> 'invitation') i;
