-- Writes down that a backup was made, from when to when, and how big it is.
-- :begun bigint
-- :ended bigint
-- :bytes bigint
insert into data.backups (begun_at, ended_at, bytes) values (to_timestamp(:'begun'), to_timestamp(:'ended'), :'bytes');
