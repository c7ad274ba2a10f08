-- The clock looks for who waits to leave a group: they are few among all.
set role nocape_owner;
set search_path = data, public;
create index memberships_leaving on memberships (community_id) where leaving_at is not null;
reset role;
reset search_path;
