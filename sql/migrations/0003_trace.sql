-- Promises with dates, the audit trail and the outbox.
set role nocape_owner;
set search_path = data, public;

create table promises (
	id bigint generated always as identity primary key,
	community_id bigint not null references communities,
	kind text not null,
	request_id bigint,
	match_id bigint,
	person_id bigint,
	group_id bigint,
	desk bool not null default false,
	subject_ref text not null default '',
	state text not null default 'due',
	due_on date not null,
	made_at timestamptz not null default app_now(),
	ended_at timestamptz,
	nudged_at timestamptz,
	told_desk_at timestamptz,
	constraint promises_kind_known check (kind in ('first_look', 'claim', 'first_message', 'question', 'confirm',
	    'feedback', 'appointment', 'vet_group', 'vet_volunteer', 'invitation', 'pick_time', 'handover', 'new_volunteer')),
	constraint promises_state_known check (state in ('due', 'kept', 'moved', 'missed')),
	constraint promises_owner_one check ((person_id is not null)::int + (group_id is not null)::int + desk::int = 1),
	foreign key (community_id, request_id) references requests (community_id, id),
	foreign key (community_id, match_id) references matches (community_id, id),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, group_id) references groups (community_id, id)
);
comment on table promises is 'a next step with one owner (a person, a group, or the desk) and a date';
create index promises_due on promises (community_id, due_on) where state = 'due';
create index promises_ended on promises (community_id, ended_at) where ended_at is not null;
create index promises_request on promises (request_id);
create index promises_subject on promises (subject_ref);
create trigger promises_state_moves before update of state on promises for each row execute function state_moves();

create table audit (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	at timestamptz not null default app_now(),
	person_id bigint,
	role text not null,
	deed text not null,
	kind text not null,
	subject_id bigint,
	why text not null default '',
	visit text not null default '',
	constraint audit_why_length check (char_length(why) <= 200)
);
comment on column audit.why is 'a word of the program, never what a person wrote';

create index audit_subject on audit (kind, subject_id);

-- Who looked at the other side's contact details, and when: both sides can
-- read it.
create table contact_views (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	match_id bigint not null,
	person_id bigint not null,
	at timestamptz not null default app_now(),
	foreign key (community_id, match_id) references matches (community_id, id),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index contact_views_match on contact_views (match_id, id);

create table outbox (
	id bigint generated always as identity primary key,
	community_id bigint not null references communities,
	kind text not null,
	person_id bigint,
	address citext,
	about jsonb not null default '{}',
	secret text,
	state text not null default 'waiting',
	tries int not null default 0,
	next_at timestamptz not null default app_now(),
	message_id uuid not null default gen_random_uuid(),
	thread text not null default '',
	created_at timestamptz not null default app_now(),
	sent_at timestamptz,
	problem text not null default '',
	constraint outbox_state_known check (state in ('waiting', 'sent', 'given_up')),
	constraint outbox_to_someone check (person_id is not null or address is not null),
	foreign key (community_id, person_id) references people (community_id, id)
);
comment on column outbox.secret is 'a sign-in code, only until the mail is sent';
comment on column outbox.about is 'references of what the mail is about; its text is rendered when it is sent';
create index outbox_waiting on outbox ((secret is null), next_at, id) where state = 'waiting';

-- With "demo on" the steward leaves a copy that a coordinator can read.
create table demo_mails (
	outbox_id bigint primary key references outbox,
	community_id bigint not null references communities,
	recipient text not null,
	subject text not null,
	body text not null,
	at timestamptz not null default app_now()
);

reset role;
reset search_path;
