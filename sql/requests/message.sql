-- A member writes to the coordinators about a request.
-- :request text
-- :body text
select * from finish(requests_message(:'request', :'body'));
