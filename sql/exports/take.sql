-- The archive, once.
-- :export text
select t.there, t.archive from exports_take(:'export') t;
