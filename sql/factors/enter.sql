-- The right code from a phone takes the second step.
-- :step bigint
-- :compared text
-- :token text
-- :next text
select * from finish(factors_enter(:'step', :'compared', :'token', :'next'));
