-- Ten new recovery codes in the place of the old ones.
-- :codes text[]
-- :form text
select * from finish(recovery_codes_new(:'codes', :'form'));
