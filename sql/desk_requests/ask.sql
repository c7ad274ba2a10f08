-- A coordinator asks the group back.
-- :request text
-- :body text
select * from finish(desk_ask(:'request', :'body'));
