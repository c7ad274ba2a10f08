-- A volunteer says yes to an invitation.
-- :invitation text
select * from finish(invitations_accept(:'invitation'));
