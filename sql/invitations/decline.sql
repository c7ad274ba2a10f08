-- A volunteer says no to an invitation.
-- :invitation text
-- :reason text
select * from finish(invitations_decline(:'invitation', :'reason'));
