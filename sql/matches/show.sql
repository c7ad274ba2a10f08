-- One match as both sides and the desk see it.
-- :ref text
select * from match_seen(:'ref');
