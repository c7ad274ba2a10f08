-- Groups that asked me to join them.
select i.ref, i.group_name, i.inviter from my_member_invitations() i;
