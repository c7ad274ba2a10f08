-- The first code of a new phone turns it on.
-- :step bigint
-- :compared text
-- :token text
select * from finish(totps_confirm(:'step', :'compared', :'token'));
