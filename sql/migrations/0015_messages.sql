-- Messages whose time is over are found by when they were written.
set role nocape_owner;
set search_path = data, public;

create index messages_over on messages (community_id, created_at);

reset role;
reset search_path;
