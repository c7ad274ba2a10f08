-- A coordinator writes to the group of a request.
-- :request text
-- :body text
select * from finish(desk_message(:'request', :'body'));
