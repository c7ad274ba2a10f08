-- Phone, street and how to get in are sealed: the database holds what only a
-- key outside of it opens (app/core/vault.h).  `vault` names that key.
set role nocape_owner;
set search_path = data, public;

alter table accounts add vault text not null default '',
    add constraint accounts_vault_form check (vault ~ '^([0-9a-f]{32})?$');
alter table groups add vault text not null default '',
    add constraint groups_vault_form check (vault ~ '^([0-9a-f]{32})?$');
alter table sign_ins add vault text not null default '',
    add constraint sign_ins_vault_form check (vault ~ '^([0-9a-f]{32})?$');
create unique index accounts_vault_once on accounts (vault) where vault <> '';
create unique index groups_vault_once on groups (vault) where vault <> '';
create unique index sign_ins_vault_once on sign_ins (vault) where vault <> '';
create index accounts_vault_none on accounts (person_id) where vault = '';
create index groups_vault_none on groups (id) where vault = '';

-- Looks like app/core/vault.c's: a version, then base64url of 24 bytes of
-- nonce, 16 of tag, and at least one of text.
create function is_sealed(value text) returns bool language sql immutable
	return value ~ '^1\.[A-Za-z0-9_-]{55,}$';

-- What was written in plain waits here, out of its column, until
-- `nocape migrate`, `nocape demo` or the steward seals it: rows from before,
-- the demo's, and those of the release before while both run.
create table to_seal (
	place text not null,
	row_id bigint not null,
	plain text not null,
	primary key (place, row_id),
	constraint to_seal_place_known check (place in ('accounts.phone', 'groups.street', 'groups.entry_notes', 'sign_ins.phone')),
	constraint to_seal_plain_length check (char_length(plain) between 1 and 500)
);
alter table to_seal enable row level security;
alter table to_seal force row level security;
create policy to_seal_owner on to_seal to nocape_owner using (true) with check (true);
create policy to_seal_deeds on to_seal to nocape_definer using (true) with check (true);
grant select, delete on to_seal to nocape_definer;

-- of a column: its name, and the name of its table's key.
create function parked() returns trigger language plpgsql security definer set search_path = data, pg_temp as $$
declare
	place_ text := tg_table_name || '.' || tg_argv[0];
	given text := to_jsonb(new) ->> tg_argv[0];
	own bigint := (to_jsonb(new) ->> tg_argv[1])::bigint;
begin
	delete from to_seal where place = place_ and row_id = own;
	if given = '' or is_sealed(given) then
		return new;
	end if;
	insert into to_seal (place, row_id, plain) values (place_, own, given);
	return jsonb_populate_record(new, jsonb_build_object(tg_argv[0], ''));
end $$;
create trigger accounts_phone_parked before insert or update of phone on accounts
    for each row execute function parked('phone', 'person_id');
create trigger groups_street_parked before insert or update of street on groups
    for each row execute function parked('street', 'id');
create trigger groups_entry_notes_parked before insert or update of entry_notes on groups
    for each row execute function parked('entry_notes', 'id');
create trigger sign_ins_phone_parked before insert or update of phone on sign_ins
    for each row execute function parked('phone', 'id');

create function unparked() returns trigger language plpgsql security definer set search_path = data, pg_temp as $$
begin
	delete from to_seal where split_part(place, '.', 1) = tg_table_name and row_id = (to_jsonb(old) ->> tg_argv[0])::bigint;
	return null;
end $$;
create trigger accounts_unparked after delete on accounts for each row execute function unparked('person_id');
create trigger groups_unparked after delete on groups for each row execute function unparked('id');
create trigger sign_ins_unparked after delete on sign_ins for each row execute function unparked('id');

alter table accounts no force row level security;
alter table groups no force row level security;
alter table sign_ins no force row level security;
update accounts set phone = phone where phone <> '';
update groups set street = street, entry_notes = entry_notes where street <> '' or entry_notes <> '';
update sign_ins set phone = phone where phone <> '';
alter table accounts force row level security;
alter table groups force row level security;
alter table sign_ins force row level security;

-- How long the text may be is the form's; sealed, a letter of four bytes
-- takes five and a third.
alter table accounts drop constraint accounts_phone_length,
    add constraint accounts_phone_sealed check (phone = '' or (is_sealed(phone) and octet_length(phone) <= 220 and vault <> ''));
alter table groups drop constraint groups_street_length, drop constraint groups_entry_notes_length,
    add constraint groups_street_sealed check (street = '' or (is_sealed(street) and octet_length(street) <= 1140 and vault <> '')),
    add constraint groups_entry_notes_sealed
    check (entry_notes = '' or (is_sealed(entry_notes) and octet_length(entry_notes) <= 2740 and vault <> ''));
alter table sign_ins drop constraint sign_ins_phone_length,
    add constraint sign_ins_phone_sealed check (phone = '' or (is_sealed(phone) and octet_length(phone) <= 220 and vault <> ''));
grant execute on function is_sealed to public;

reset role;
reset search_path;
