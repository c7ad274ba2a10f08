-- Counts a try with a password; the hash to compare with.
-- :address text
-- :browser text
-- :client text
select sign_ins_seen(:'address', :'browser', :'client') as hash;
