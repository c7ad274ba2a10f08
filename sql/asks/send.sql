-- The whole story goes to the coordinators.
-- :request text
select * from finish(asks_send(:'request'));
