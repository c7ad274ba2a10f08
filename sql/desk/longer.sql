-- Somebody's promise moves to another day.
-- :request text
-- :kind text
-- :subject text
-- :day date
select * from finish(desk_longer(:'request', :'kind', :'subject', :'day'));
