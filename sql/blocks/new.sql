-- Somebody is kept apart from me.
-- :match text
-- :person text
select * from finish(blocks_new(:'match', :'person'));
