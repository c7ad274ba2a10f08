-- The recipient, as a volunteer.
-- :about jsonb
select v.state from data.volunteers v where v.person_id = me() and v.community_id = here() and :'about' is not null;
