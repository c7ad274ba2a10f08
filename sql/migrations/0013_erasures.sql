-- What an erase and the retention need: keys that are to be destroyed, when
-- an account was last used, and the archives that people ask for.
set role nocape_owner;
set search_path = data, public;

-- Laid down in the transaction of the erase, taken by the steward: the file
-- goes after the commit, and surely, whatever is killed in between.
create table keys_to_destroy (
	subject text primary key,
	since timestamptz not null default app_now(),
	constraint keys_to_destroy_subject_form check (subject ~ '^[0-9a-f]{32}$')
);

-- Logins are removed after their time, this stays.
alter table accounts add used_at timestamptz, add warned_at timestamptz;

alter table requests add words_gone_at timestamptz;

create table exports (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	person_id bigint not null,
	state text not null default 'asked',
	asked_at timestamptz not null default app_now(),
	made_at timestamptz,
	ends_at timestamptz,
	over_at timestamptz,
	archive text,
	constraint exports_ref_once unique (ref),
	constraint exports_state_known check (state in ('asked', 'made', 'taken', 'expired')),
	constraint exports_archive_while check ((archive is not null) = (state = 'made')),
	constraint exports_ends_made check (state in ('asked', 'expired') or (made_at is not null and ends_at is not null)),
	foreign key (community_id, person_id) references people (community_id, id)
);
create unique index exports_person_one on exports (person_id) where state in ('asked', 'made');
create index exports_person on exports (person_id, asked_at);
alter table transitions no force row level security;
insert into transitions (kind, was, becomes) values
	('exports', 'asked', 'made'), ('exports', 'made', 'taken'), ('exports', 'made', 'expired'),
	('exports', 'asked', 'expired');
alter table transitions force row level security;
create trigger exports_state_moves before update of state on exports for each row execute function state_moves();

alter table keys_to_destroy enable row level security;
alter table keys_to_destroy force row level security;
create policy keys_to_destroy_deeds on keys_to_destroy to nocape_definer using (true) with check (true);
create policy keys_to_destroy_steward on keys_to_destroy to nocape_steward using (true);
grant select, insert, update, delete on keys_to_destroy to nocape_definer;

alter table exports enable row level security;
alter table exports force row level security;
create policy exports_deeds on exports to nocape_definer using (community_id = (select here()))
    with check (community_id = (select here()));
create policy exports_read on exports for select to nocape_web
    using (community_id = (select here()) and person_id = (select me()));
grant select, insert, update, delete on exports to nocape_definer;

-- What the retention looks for, found without reading the table.
create index logins_over on logins (community_id, seen_at);
create index sign_ins_over on sign_ins (community_id, used_at) where used_at is not null;
create index outbox_over on outbox (community_id, created_at) where state <> 'waiting';
create index contact_views_over on contact_views (community_id, at);
create index desk_notes_over on desk_notes (community_id, created_at);
create index member_invitations_over on member_invitations (community_id, created_at);
create index requests_over on requests (community_id, (coalesce(ended_at, done_at)))
    where words_gone_at is null and state in ('done', 'closed', 'withdrawn', 'declined', 'referred', 'expired');

reset role;
reset search_path;
