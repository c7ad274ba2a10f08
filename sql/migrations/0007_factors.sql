-- How far a login has come: a second step, and when somebody last proved who
-- they are; codes from a phone, recovery codes, codes mailed to who is signed
-- in, and changes of a mail address.
set role nocape_owner;
set search_path = data, public;

-- visit() reads a person and a login anyway: what it must know of second
-- steps stands there, so that it asks no further table.  What each column
-- holds is told in sql/privacy.sql.
alter table people add has_factor bool not null default false;
-- A replaced login is good for ten seconds more, for a form sent twice.
alter table logins
	add factor text not null default '',
	add factor_at timestamptz,
	add proved_at timestamptz not null default app_now(),
	add replaced_at timestamptz,
	add constraint logins_factor_known check (factor in ('', 'totp', 'passkey', 'recovery')),
	add constraint logins_factor_dated check ((factor = '') = (factor_at is null));

-- A seed that is shown is offered; once a code of it came back it is on.  The
-- old one stays on until then, so that a new phone locks nobody out.
create table totps (
	person_id bigint not null,
	community_id bigint not null,
	state text not null default 'offered',
	seed text not null,
	last_step bigint not null default 0,
	created_at timestamptz not null default app_now(),
	primary key (person_id, state),
	constraint totps_state_known check (state in ('offered', 'on')),
	constraint totps_seed_sealed check (seed ~ '^[0-9]+\.[A-Za-z0-9_-]+$'),
	constraint totps_last_step_range check (last_step >= 0),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index totps_community on totps (community_id, person_id);

create table recovery_codes (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	person_id bigint not null,
	code_hash text not null,
	batch text not null,
	made_at timestamptz not null default app_now(),
	used_at timestamptz,
	ended_at timestamptz,
	constraint recovery_codes_code_once unique (person_id, code_hash),
	constraint recovery_codes_code_form check (code_hash ~ '^[0-9a-f]{64}$'),
	constraint recovery_codes_batch_form check (batch ~ '^[0-9a-f]{64}$'),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index recovery_codes_community on recovery_codes (community_id, person_id);

-- A code for somebody who is signed in: to prove who they are, or that a new
-- address is theirs.  Ten minutes, once, five tries, bound to a browser.
create table mailed_codes (
	id bigint generated always as identity primary key,
	ref text not null default new_ref(),
	community_id bigint not null,
	person_id bigint not null,
	purpose text not null,
	address citext not null,
	browser_hash text not null,
	code_hash text not null,
	tries int not null default 0,
	next_path text not null default '/me',
	created_at timestamptz not null default app_now(),
	ends_at timestamptz not null,
	used_at timestamptz,
	constraint mailed_codes_ref_once unique (ref),
	constraint mailed_codes_purpose_known check (purpose in ('proof', 'address')),
	constraint mailed_codes_address_length check (char_length(address) between 3 and 254),
	constraint mailed_codes_tries_five check (tries between 0 and 5),
	constraint mailed_codes_next_local check (next_path ~ '^/([^/\\]|$)' and char_length(next_path) <= 300),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index mailed_codes_community on mailed_codes (community_id, person_id);

create table address_changes (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	person_id bigint not null,
	old_address citext not null,
	new_address citext not null,
	right_hash text not null,
	changed_at timestamptz not null default app_now(),
	ends_at timestamptz not null,
	ended_at timestamptz,
	constraint address_changes_right_once unique (right_hash),
	constraint address_changes_right_form check (right_hash ~ '^[0-9a-f]{64}$'),
	constraint address_changes_differ check (old_address <> new_address),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index address_changes_community on address_changes (community_id, person_id);

do $$
declare
	t text;
begin
	foreach t in array array['totps', 'recovery_codes', 'mailed_codes', 'address_changes'] loop
		execute format('alter table %I enable row level security', t);
		execute format('alter table %I force row level security', t);
		execute format('create policy %I on %I to nocape_definer using (community_id = (select here()))'
		    || ' with check (community_id = (select here()))', t || '_deeds', t);
		execute format('grant select, insert, update, delete on %I to nocape_definer', t);
	end loop;
end $$;

reset role;
reset search_path;
