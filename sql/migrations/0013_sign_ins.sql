-- A code's row that goes while it still names a key, as with an erase, leaves
-- the key to be destroyed: nobody would look for its file afterwards.
set role nocape_owner;
set search_path = data, public;

create function sign_in_over() returns trigger language plpgsql security definer set search_path = data as $$
begin
	-- an account's goes with the account, and is noted
	insert into keys_to_destroy (subject, noted)
	select old.vault, false where not exists (select from accounts a where a.vault = old.vault) on conflict do nothing;
	return null;
end $$;
create trigger sign_ins_key_gone after delete on sign_ins for each row
    when (old.vault <> '') execute function sign_in_over();

reset role;
alter function data.sign_in_over() owner to nocape_definer;
reset search_path;
