-- Keeps where I can help: afar, near or both.
-- :how text
-- :town text
-- :reach_km int
select * from finish(volunteers_where(:'how', :'town', nullif(:'reach_km', 0)));
