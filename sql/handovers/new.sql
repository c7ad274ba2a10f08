-- The volunteer hands over, in five fields, and is done.
-- :ref text
-- :changed text
-- :lives text
-- :access text
-- :undo text
-- :renews text
select * from finish(handovers_new(:'ref', :'changed', :'lives', :'access', :'undo', :'renews'));
