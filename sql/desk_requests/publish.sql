-- A request and its new tasks are opened to volunteers.
-- :request text
select * from finish(desk_publish(:'request'));
