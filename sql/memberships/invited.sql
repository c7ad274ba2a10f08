-- An invitation to join a group, for the person it was sent to.
-- :invitation text
select i.ref, i.state, i.group_ref, i.group_name, i.does, i.inviter from member_invitation(:'invitation') i where i.mine;
