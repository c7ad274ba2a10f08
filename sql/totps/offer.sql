-- Keeps a fresh seed until a code of it comes back.
-- :subject text
-- :seed text
select * from finish(totps_offer(:'subject', :'seed'));
