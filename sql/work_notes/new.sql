-- A volunteer notes what was found or done.
-- :ref text
-- :body text
select * from finish(work_notes_new(:'ref', :'body'));
