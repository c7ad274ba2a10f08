-- An invitation is taken back.
-- :invitation text
select * from finish(invitations_cancel(:'invitation'));
