-- For who reads past the coordinators: that there is something, no more.
-- :about jsonb
select c.trusted_role from data.communities c where c.id = here() and :'about' is not null;
