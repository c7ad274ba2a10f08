-- The archive is there: it waits a day to be fetched, and a mail says so.
-- :export bigint
-- :vault text
-- :archive text
select from exports_made(:'export', :'vault', :'archive');
