-- A pause of the recipient.
-- :about jsonb
select s.ref, s.back_on from data.suspensions s
where s.ref = :'about' ->> 'suspension' and s.community_id = here() and s.person_id = me();
