-- Removes one of my passkeys.
-- :ref text
select * from finish(passkeys_remove(:'ref'));
