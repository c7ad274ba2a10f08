-- The public part of a request is written anew.
-- :request text
-- :title text
-- :summary text
select * from finish(desk_summary(:'request', :'title', :'summary'));
