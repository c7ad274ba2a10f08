-- When the accounts were last looked through for those nobody uses, and what
-- finds who was warned without reading the table.
set role nocape_owner;
set search_path = data, public;

alter table retention add looked_at timestamptz;
grant update (looked_at) on retention to nocape_definer;
create policy retention_looked on retention for update to nocape_definer using (true) with check (true);
create index accounts_warned on accounts (community_id, warned_at) where warned_at is not null;

reset role;
reset search_path;
