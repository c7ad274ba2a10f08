-- The schema of one release: views and functions are made in it as a whole.
create schema :release;
set local search_path = :release, data, public;
