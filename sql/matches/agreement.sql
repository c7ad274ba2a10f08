-- The volunteer confirms the agreement and declares interests.
-- :ref text
-- :declared text
select * from finish(matches_agreement(:'ref', :'declared'));
