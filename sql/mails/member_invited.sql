-- An invitation to join a group, for the address it goes to.
-- :about jsonb
select i.ref, i.group_name, i.inviter from member_invitation(:'about' ->> 'invitation') i where i.state = 'sent';
