-- A new password; every other login ends.
-- :hash text
select * from finish(people_password(:'hash'));
