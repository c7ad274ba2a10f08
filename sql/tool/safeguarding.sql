-- Somebody begins or ends to look after safeguarding.
-- :community text
-- :address text
-- :verdict text
select safeguarders_change(:'community', :'address', :'verdict') as answer;
