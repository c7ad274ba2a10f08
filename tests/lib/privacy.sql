-- What else can hold Tom's data, a row a table: x is his match, pg_temp.tom()
-- he, pg_temp.here() the community.  With a new table that leads to a person
-- add a row of his here: the erase and the archive are tried on it.
insert into data.suspensions (community_id, person_id, state, reason, next_step, made_by, ended_at)
values (pg_temp.here(), pg_temp.tom(), 'over', 'r', 'n', pg_temp.person('Ruth'), app_now());
