-- Asks for a code at the new address.
-- :address text
-- :browser text
-- :client text
select * from finish(addresses_new(:'address', :'browser', :'client'));
