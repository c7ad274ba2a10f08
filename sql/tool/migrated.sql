-- Writes down that a migration ran.
-- :name text
-- :hash text
insert into books.migrations (name, hash) values (:'name', :'hash');
