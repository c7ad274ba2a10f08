-- Keeps the languages I speak.
-- :languages text[]
select * from finish(volunteers_languages(:'languages'));
