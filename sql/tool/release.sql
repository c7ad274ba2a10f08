-- Is this release's schema in place?
-- :release text
select from pg_namespace where nspname = :'release';
