-- What a group wrote needs no answer.
-- :request text
select * from finish(desk_noted(:'request'));
