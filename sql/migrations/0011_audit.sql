-- The audit trail is sealed: the steward chains its rows by hash and signs
-- the chain's head, so that whoever edits, drops, adds or swaps one is found.
set role nocape_owner;
set search_path = data, public;

comment on table audit is 'what was done, by whom, to what: ids and words of the program; the app can only insert';

-- No reference to audit: a row that is gone is to be found, with its seal.
create table seals (
	n bigint primary key,
	audit_id bigint not null,
	hash bytea not null,
	constraint seals_audit_id_once unique (audit_id),
	constraint seals_n_counted check (n > 0),
	constraint seals_hash_length check (octet_length(hash) = 32)
);

create table audit_heads (
	id bigint primary key,
	n bigint not null,
	at timestamptz not null,
	line text not null,
	constraint audit_heads_n_counted check (n > 0),
	constraint audit_heads_line_length check (char_length(line) <= 300)
);
comment on table audit_heads is 'what the chain was at a time, signed; also in the setting audit_file, and mailed';

do $$
declare
	t text;
begin
	foreach t in array array['seals', 'audit_heads'] loop
		execute format('alter table data.%I enable row level security', t);
		execute format('alter table data.%I force row level security', t);
		execute format('create policy %I on data.%I to nocape_steward using (true) with check (true)', t || '_steward', t);
		execute format('create policy %I on data.%I for select to nocape_audit using (true)', t || '_audit', t);
	end loop;
end $$;
create policy audit_steward on audit for select to nocape_steward using (true);
create policy audit_audit on audit for select to nocape_audit using (true);

reset role;
reset search_path;
