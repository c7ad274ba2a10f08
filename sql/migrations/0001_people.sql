-- People, their logins, their groups and their offers: who is who.
-- Run by the owner of the database; tables belong to nocape_owner, are read
-- by nocape_web through row-level security and written by nocape_definer
-- alone, whose functions are the deeds.

create extension if not exists citext with schema public;
create extension if not exists btree_gist with schema public;
create extension if not exists pg_trgm with schema public;

create schema if not exists data authorization nocape_owner;
grant usage on schema data to nocape_definer, nocape_web, nocape_steward;
set role nocape_owner;
set search_path = data, public;

-- The clock that tests can move; nothing else asks the time.
create table clock (
	one bool primary key default true,
	ahead interval not null default '0',
	constraint clock_one_only check (one)
);
insert into clock default values;
comment on column clock.ahead is 'how far the clock of this database is moved; tests only';

-- plpgsql, as all functions here that run for each visit: it keeps its plans
-- for the session, while SQL that cannot be inlined is planned at every call.
-- visit() notes how far the clock is moved, so that it is looked up once.
create function app_now() returns timestamptz language plpgsql stable parallel safe as $$
begin
	if current_setting('app.ahead', true) <> '' then
		return transaction_timestamp() + current_setting('app.ahead', true)::interval;
	end if;
	return transaction_timestamp() + (select ahead from data.clock);
end $$;

-- The identity of the running transaction, set by visit().  '' after it ended.
create function me() returns bigint language sql stable parallel safe
	return nullif(current_setting('app.person', true), '')::bigint;
create function here() returns bigint language sql stable parallel safe
	return nullif(current_setting('app.community', true), '')::bigint;
create function at_desk() returns bool language sql stable parallel safe
	return coalesce(current_setting('app.desk', true) = 't', false);
create function as_volunteer() returns bool language sql stable parallel safe
	return coalesce(current_setting('app.volunteer', true) = 't', false);

-- What a deed answers.
create type answer as (answer text, ref text, said text);
create function done(ref text, said text default null) returns answer
	language sql immutable return row('done', ref, said)::answer;
create function lost(said text, ref text default null) returns answer
	language sql immutable return row('lost', ref, said)::answer;
create function absent() returns answer
	language sql immutable return row('absent', null, null)::answer;

-- References that people can read out (no 0 O 1 I L U), never a counter and
-- never twice: a sequence through a keyed permutation of 30 bits (Feistel,
-- four rounds), walked on until it falls below 30^6.
create sequence refs;
create table ref_seed (
	one bool primary key default true,
	seed bigint not null,
	constraint ref_seed_one_only check (one)
);
insert into ref_seed (seed) values (('x' || substr(replace(gen_random_uuid()::text, '-', ''), 17, 16))::bit(64)::bigint);

create function new_ref() returns text language plpgsql volatile security definer set search_path = data as $$
declare
	letters constant text := '23456789ABCDEFGHJKMNPQRSTVWXYZ';
	seed bigint := (select r.seed from data.ref_seed r);
	n bigint := nextval('data.refs') % 729000000;
	l bigint;
	word text := '';
begin
	loop
		for i in 1 .. 4 loop
			l := n >> 15;
			n := ((n & 32767) << 15) | (l # (hashint8extended((n & 32767), seed + i) & 32767));
		end loop;
		exit when n < 729000000;
	end loop;
	for i in 1 .. 6 loop
		word := word || substr(letters, (n % 30)::int + 1, 1);
		n := n / 30;
	end loop;
	return 'NC-' || substr(word, 1, 4) || '-' || substr(word, 5, 2);
end $$;

create table communities (
	id bigint generated always as identity primary key,
	key text not null,
	name text not null,
	zone text not null default 'Europe/London',
	zone_label text not null default 'UK time',
	country text not null default 'GB',
	phone text not null default '',
	phone_hours text not null default '',
	promises jsonb not null default '{"first_look": 2, "claim": 3, "first_message": 2, "question": 3, "confirm": 7, "feedback": 14}',
	constraint communities_key_once unique (key),
	constraint communities_key_form check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
	constraint communities_name_length check (char_length(name) between 1 and 80)
);

create table places (
	id int primary key,
	name text not null,
	region text not null,
	country text not null,
	latitude double precision not null,
	longitude double precision not null,
	people int not null
);
create index places_name_find on places using gin (lower(name) gin_trgm_ops);
comment on table places is 'towns of the world, from GeoNames (CC BY 4.0)';

create table skills (
	key text primary key,
	place int not null,
	constraint skills_key_form check (key ~ '^[a-z_]{2,40}$')
);
comment on table skills is 'what a volunteer can know; the words stand in assets/words/skills.say as skill_<key>';
insert into skills (place, key) values
	(1, 'laptops'), (2, 'phones'), (3, 'printers'), (4, 'wifi'), (5, 'email'),
	(6, 'newsletters'), (7, 'spreadsheets'), (8, 'shared_files'),
	(9, 'shared_calendars'), (10, 'websites'), (11, 'forms'), (12, 'accounts'),
	(13, 'passwords'), (14, 'backups'), (15, 'safety'), (16, 'children'),
	(17, 'video_calls'), (18, 'databases'), (19, 'money'), (20, 'access'),
	(21, 'training'), (22, 'sound');

create table people (
	id bigint generated always as identity primary key,
	community_id bigint not null references communities,
	ref text not null default new_ref(),
	name text not null,
	state text not null default 'active',
	created_at timestamptz not null default app_now(),
	constraint people_ref_once unique (ref),
	constraint people_name_length check (char_length(name) between 1 and 80),
	constraint people_state_known check (state in ('active', 'suspended', 'erased')),
	unique (community_id, id)
);

-- Apart from people, so that a name can be shown where an address must not.
create table accounts (
	person_id bigint primary key,
	community_id bigint not null,
	address citext not null,
	password_hash text,
	phone text not null default '',
	language text not null default 'en',
	constraint accounts_address_once unique (community_id, address),
	constraint accounts_address_length check (char_length(address) between 3 and 254),
	constraint accounts_phone_length check (char_length(phone) <= 30),
	foreign key (community_id, person_id) references people (community_id, id)
);

create table coordinators (
	person_id bigint primary key,
	community_id bigint not null,
	since timestamptz not null default app_now(),
	foreign key (community_id, person_id) references people (community_id, id)
);

create table logins (
	id bigint generated always as identity primary key,
	ref text not null default new_ref(),
	community_id bigint not null,
	person_id bigint not null,
	token_hash text not null,
	browser text not null default '',
	idle interval not null default '30 days',
	created_at timestamptz not null default app_now(),
	seen_at timestamptz not null default app_now(),
	ends_at timestamptz not null,
	ended_at timestamptz,
	constraint logins_ref_once unique (ref),
	constraint logins_token_once unique (token_hash),
	constraint logins_token_form check (token_hash ~ '^[0-9a-f]{64}$'),
	constraint logins_browser_length check (char_length(browser) <= 120),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index logins_person on logins (person_id);
comment on column logins.idle is 'ends the login when it was not seen for so long';

-- A mailed link and code: ten minutes, once, five tries, bound to a browser.
create table sign_ins (
	id bigint generated always as identity primary key,
	ref text not null default new_ref(),
	community_id bigint not null references communities,
	person_id bigint,
	address citext not null,
	name text not null default '',
	phone text not null default '',
	browser_hash text not null,
	code_hash text not null,
	tries int not null default 0,
	next_path text not null default '/',
	created_at timestamptz not null default app_now(),
	ends_at timestamptz not null,
	used_at timestamptz,
	constraint sign_ins_ref_once unique (ref),
	constraint sign_ins_address_length check (char_length(address) between 3 and 254),
	constraint sign_ins_name_length check (char_length(name) <= 80),
	constraint sign_ins_phone_length check (char_length(phone) <= 30),
	constraint sign_ins_tries_five check (tries <= 5),
	constraint sign_ins_next_local check (next_path ~ '^/([^/\\]|$)' and char_length(next_path) <= 300),
	foreign key (community_id, person_id) references people (community_id, id)
);

-- Counted tries: key is a keyed hash of what is limited, never an address.
create table limits (
	key text not null,
	window_start timestamptz not null,
	tries int not null,
	primary key (key, window_start)
);

-- What was typed when the login had ended: an hour, for this browser alone.
create table kept_forms (
	browser_hash text primary key,
	community_id bigint not null references communities,
	path text not null,
	body text not null,
	kept_at timestamptz not null default app_now(),
	constraint kept_forms_body_length check (octet_length(body) <= 262144)
);

-- A form that was sent twice gets the first one's answer.
create table operations (
	community_id bigint not null references communities,
	person_id bigint not null,
	operation text not null,
	body_hash text not null,
	answer text,
	ref text,
	said text,
	at timestamptz not null default app_now(),
	primary key (operation, body_hash, person_id),
	constraint operations_operation_form check (operation ~ '^[0-9a-f]{32}$')
);
create index operations_at on operations (at);

create table groups (
	id bigint generated always as identity primary key,
	community_id bigint not null references communities,
	ref text not null default new_ref(),
	name text not null,
	does text not null,
	town text not null default '',
	place_id int references places,
	registration text not null default 'not_registered',
	registration_number text not null default '',
	street text not null default '',
	entry_notes text not null default '',
	state text not null default 'new',
	reason text not null default '',
	next_step text not null default '',
	vetted_by bigint,
	vetted_at timestamptz,
	created_at timestamptz not null default app_now(),
	constraint groups_ref_once unique (ref),
	constraint groups_name_length check (char_length(name) between 1 and 120),
	constraint groups_does_length check (char_length(does) between 1 and 1000),
	constraint groups_town_length check (char_length(town) <= 80),
	constraint groups_registration_known check (registration in ('registered', 'not_registered', 'part_of', 'unknown')),
	constraint groups_registration_number_length check (char_length(registration_number) <= 40),
	constraint groups_street_length check (char_length(street) <= 200),
	constraint groups_entry_notes_length check (char_length(entry_notes) <= 500),
	constraint groups_state_known check (state in ('new', 'vetted', 'declined')),
	constraint groups_reason_length check (char_length(reason) <= 1000),
	constraint groups_next_step_length check (char_length(next_step) <= 1000),
	constraint groups_declined_reason check (state <> 'declined' or (reason <> '' and next_step <> '')),
	foreign key (community_id, vetted_by) references people (community_id, id),
	unique (community_id, id)
);

comment on column groups.town is 'as it was typed; place_id is the town chosen for it, if any';

create table memberships (
	group_id bigint not null,
	person_id bigint not null,
	community_id bigint not null,
	contact bool not null default false,
	since timestamptz not null default app_now(),
	left_at timestamptz,
	primary key (group_id, person_id),
	foreign key (community_id, group_id) references groups (community_id, id),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index memberships_person on memberships (person_id);

-- Somebody of the group asks a colleague by mail; the colleague signs in
-- with that address and is in.
create table member_invitations (
	id bigint generated always as identity primary key,
	ref text not null default new_ref(),
	community_id bigint not null,
	group_id bigint not null,
	address citext not null,
	invited_by bigint not null,
	state text not null default 'sent',
	created_at timestamptz not null default app_now(),
	constraint member_invitations_ref_once unique (ref),
	constraint member_invitations_address_length check (char_length(address) between 3 and 254),
	constraint member_invitations_state_known check (state in ('sent', 'accepted', 'cancelled')),
	foreign key (community_id, group_id) references groups (community_id, id),
	foreign key (community_id, invited_by) references people (community_id, id)
);
create unique index member_invitations_address_waiting on member_invitations (group_id, address) where state = 'sent';

-- Weekly hours: a day and a part of it.
create function slots() returns text[] language sql immutable parallel safe
	return array['mon_morning', 'mon_afternoon', 'mon_evening', 'tue_morning', 'tue_afternoon', 'tue_evening',
	'wed_morning', 'wed_afternoon', 'wed_evening', 'thu_morning', 'thu_afternoon', 'thu_evening',
	'fri_morning', 'fri_afternoon', 'fri_evening', 'sat_morning', 'sat_afternoon', 'sat_evening',
	'sun_morning', 'sun_afternoon', 'sun_evening'];

create function spoken() returns text[] language sql immutable parallel safe
	return array['en', 'cy', 'ar', 'bn', 'de', 'es', 'fa', 'fr', 'gu', 'hi', 'it', 'pa', 'pl', 'ps', 'pt',
	'ro', 'so', 'tr', 'uk', 'ur', 'zh', 'bsl'];

create table volunteers (
	person_id bigint primary key,
	community_id bigint not null,
	state text not null default 'new',
	words text not null default '',
	town text not null default '',
	place_id int references places,
	reach_km int not null default 10,
	afar bool not null default true,
	languages text[] not null default array['en'],
	hours text[] not null default '{}',
	capacity int not null default 1,
	paused_until date,
	interests text not null default '',
	agreed_at timestamptz,
	asked_at timestamptz,
	reason text not null default '',
	next_step text not null default '',
	vetted_by bigint,
	vetted_at timestamptz,
	created_at timestamptz not null default app_now(),
	constraint volunteers_state_known check (state in ('new', 'vetted', 'declined')),
	constraint volunteers_words_length check (char_length(words) <= 2000),
	constraint volunteers_town_length check (char_length(town) <= 80),
	constraint volunteers_reach_km_range check (reach_km between 0 and 500),
	constraint volunteers_languages_known check (languages <@ spoken() and cardinality(languages) between 1 and 22),
	constraint volunteers_hours_known check (hours <@ slots()),
	constraint volunteers_capacity_range check (capacity between 1 and 5),
	constraint volunteers_interests_length check (char_length(interests) <= 1000),
	constraint volunteers_reason_length check (char_length(reason) <= 1000),
	constraint volunteers_next_step_length check (char_length(next_step) <= 1000),
	constraint volunteers_declined_reason check (state <> 'declined' or (reason <> '' and next_step <> '')),
	constraint volunteers_vetted_not_self check (vetted_by <> person_id),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, vetted_by) references people (community_id, id)
);
comment on column volunteers.town is 'as it was typed; place_id is the town chosen for it, if any';
comment on column volunteers.agreed_at is 'when the conduct agreement was ticked and the profile sent; null: still being written';
comment on column volunteers.asked_at is 'when a coordinator last invited this person: asked least recently goes first';

create table volunteer_skills (
	person_id bigint not null,
	community_id bigint not null,
	skill text not null references skills,
	level int not null default 1,
	checked_by bigint,
	checked_at timestamptz,
	checked_until date,
	primary key (person_id, skill),
	constraint volunteer_skills_level_range check (level between 1 and 3),
	constraint volunteer_skills_checked_not_self check (checked_by <> person_id),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, checked_by) references people (community_id, id)
);
comment on column volunteer_skills.level is '1 has done it once or twice, 2 does it without help, 3 could teach it';

create table credentials (
	id bigint generated always as identity primary key,
	ref text not null default new_ref(),
	community_id bigint not null,
	person_id bigint not null,
	kind text not null,
	title text not null,
	issuer text not null default '',
	state text not null default 'claimed',
	checked_by bigint,
	checked_at timestamptz,
	valid_until date,
	how text not null default '',
	created_at timestamptz not null default app_now(),
	constraint credentials_ref_once unique (ref),
	constraint credentials_kind_known check (kind in ('degree', 'certificate', 'training', 'reference')),
	constraint credentials_title_length check (char_length(title) between 1 and 120),
	constraint credentials_issuer_length check (char_length(issuer) <= 120),
	constraint credentials_state_known check (state in ('claimed', 'checked', 'declined')),
	constraint credentials_how_length check (char_length(how) <= 500),
	constraint credentials_checked_not_self check (checked_by <> person_id),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, checked_by) references people (community_id, id)
);
create index credentials_person on credentials (person_id);

reset role;
reset search_path;
