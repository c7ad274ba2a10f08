-- A pause of the recipient.
-- :about jsonb
select s.ref, s.back_on, s.decided_by is null as by_operator from data.suspensions s
where s.ref = :'about' ->> 'suspension' and s.community_id = here() and s.person_id = me();
