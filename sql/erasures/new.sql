-- Erases me, in one deed.
-- :browser text
select * from finish(erasures_new(:'browser'));
