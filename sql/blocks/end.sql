-- ... and no more.
-- :person text
select * from finish(blocks_end(:'person'));
