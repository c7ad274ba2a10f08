-- A group answers a no, once.
-- :request text
-- :words text
select * from finish(requests_appeal(:'request', :'words'));
