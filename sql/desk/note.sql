-- A note about a request, a group or a person, for coordinators alone.
-- :kind text
-- :subject text
-- :body text
select * from finish(desk_note(:'kind', :'subject', :'body'));
