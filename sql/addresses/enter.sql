-- The right code makes the new address mine.
-- :ref text
-- :code text
-- :browser text
-- :back text
select * from finish(addresses_enter(:'ref', :'code', :'browser', :'back'));
