-- An archive could not be made: tried again in a while, after the others.
-- :community bigint
-- :export bigint
select from exports_later(:'community', :'export');
