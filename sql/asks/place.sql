-- Which of the towns a story means; 0: none of them.
-- :request text
-- :place int
select * from finish(asks_place(:'request', nullif(:'place', 0)));
