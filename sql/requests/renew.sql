-- An expired request is sent again.
-- :request text
select * from finish(requests_renew(:'request'));
