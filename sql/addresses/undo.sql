-- Puts the old address back and ends all logins.
-- :back text
select * from finish(addresses_undo(:'back'));
