-- Each archive is sealed under a key of its own, that is destroyed when it was
-- fetched or its day is over: then it cannot be opened in a backup either.
set role nocape_owner;
set search_path = data, public;

alter table exports add vault text not null default '';
alter table keys_to_destroy add noted bool not null default true;
comment on column keys_to_destroy.noted is 'none: whether it goes into the list of the erased';

create function export_over() returns trigger language plpgsql security definer set search_path = data as $$
begin
	insert into keys_to_destroy (subject, noted) select old.vault, false where old.vault <> '' on conflict do nothing;
	return null;
end $$;
create trigger exports_key_gone after update of archive on exports for each row
    when (old.archive is not null and new.archive is null) execute function export_over();
create trigger exports_key_removed after delete on exports for each row
    when (old.archive is not null) execute function export_over();

reset role;
alter function data.export_over() owner to nocape_definer;
reset search_path;
