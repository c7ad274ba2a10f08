-- A credential that was looked at, for its owner.
-- :about jsonb
select c.title, c.state from data.credentials c
where c.ref = :'about' ->> 'credential' and c.community_id = here() and c.person_id = me();
