-- A recovery code takes the second step.
-- :code text
-- :token text
-- :next text
select * from finish(factors_recover(:'code', :'token', :'next'));
