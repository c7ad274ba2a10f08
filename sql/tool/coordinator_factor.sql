-- Which second steps count for who became a coordinator, or is none any more.
-- :community text
-- :address text
select coordinator_factor(:'community', :'address');
