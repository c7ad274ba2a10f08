-- The archive, once.
-- :export text
select t.found, t.archive from exports_take(:'export') t;
