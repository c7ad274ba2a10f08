-- What is kept for a while is found by when it ended.
set role nocape_owner;
set search_path = data, public;

create index reports_over on reports (community_id, decided_at) where state = 'decided';
create index suspensions_over on suspensions (community_id, ended_at) where state in ('lifted', 'over');

reset role;
reset search_path;
