-- An archive that cannot be made waits a while, and holds up no other.
set role nocape_owner;
set search_path = data, public;

alter table exports add next_at timestamptz;

reset role;
reset search_path;
