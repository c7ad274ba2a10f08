-- Passkeys: a key that stays on somebody's phone or computer, and what we
-- know of it.
set role nocape_owner;
set search_path = data, public;

-- What a device keeps a person's passkeys under; says nothing of them.
alter table accounts add handle text not null default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
	add constraint accounts_handle_once unique (community_id, handle),
	add constraint accounts_handle_form check (handle ~ '^[0-9a-f]{64}$');

create table passkeys (
	id bigint generated always as identity primary key,
	ref text not null default new_ref(),
	community_id bigint not null,
	person_id bigint not null,
	credential bytea not null,
	public_key bytea not null,
	algorithm int not null,
	counter bigint not null,
	backed_up bool not null default false,
	name text not null,
	created_at timestamptz not null default app_now(),
	used_at timestamptz,
	stopped_at timestamptz,
	constraint passkeys_ref_once unique (ref),
	constraint passkeys_credential_once unique (community_id, credential),
	constraint passkeys_credential_length check (octet_length(credential) between 1 and 1023),
	constraint passkeys_public_key_length check (octet_length(public_key) between 1 and 1024),
	constraint passkeys_algorithm_known check (algorithm in (-7, -8, -257)),
	constraint passkeys_counter_range check (counter between 0 and 4294967295),
	constraint passkeys_name_length check (char_length(name) between 1 and 60),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index passkeys_person on passkeys (community_id, person_id);
comment on column passkeys.algorithm is 'COSE: -7 ES256, -8 EdDSA, -257 RS256';
comment on column passkeys.counter is 'how often it was used, as it says itself; 0: it does not count';
comment on column passkeys.stopped_at is 'when its counter went back, so that there may be a copy';

-- What a page asked a device to sign is good once.
create table challenges (
	hash text not null,
	community_id bigint not null references communities,
	spent_at timestamptz not null default app_now(),
	constraint challenges_hash_once primary key (hash),
	constraint challenges_hash_form check (hash ~ '^[0-9a-f]{64}$')
);
create index challenges_spent on challenges (community_id, spent_at);

do $$
declare
	t text;
begin
	foreach t in array array['passkeys', 'challenges'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
		execute format('create policy %I on %I to nocape_definer using (community_id = (select here()))'
		    || ' with check (community_id = (select here()))', t || '_deeds', t);
		execute format('grant select, insert, update, delete on %I to nocape_definer', t);
	end loop;
end $$;
create policy passkeys_read on passkeys for select to nocape_web using (community_id = (select here())
    and person_id = (select me()));

reset role;
reset search_path;
