-- Does the database know this time zone?
-- :zone text
select from pg_timezone_names where name = :'zone';
