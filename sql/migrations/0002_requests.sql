-- Requests and what becomes of them: tasks, claims, matches, appointments.
set role nocape_owner;
set search_path = data, public;

-- Which state may follow which: the one place that knows.
create table transitions (
	kind text not null,
	was text not null,
	becomes text not null,
	primary key (kind, was, becomes)
);
insert into transitions (kind, was, becomes) values
	('requests', 'draft', 'sent'), ('requests', 'sent', 'open'), ('requests', 'open', 'under_way'),
	('requests', 'under_way', 'done'), ('requests', 'done', 'closed'),
	('requests', 'sent', 'question'), ('requests', 'question', 'sent'),
	('requests', 'open', 'question'), ('requests', 'question', 'open'),
	('requests', 'under_way', 'open'), ('requests', 'done', 'under_way'),
	('requests', 'draft', 'withdrawn'), ('requests', 'sent', 'withdrawn'), ('requests', 'question', 'withdrawn'),
	('requests', 'open', 'withdrawn'), ('requests', 'under_way', 'withdrawn'), ('requests', 'done', 'withdrawn'),
	('requests', 'sent', 'declined'), ('requests', 'question', 'declined'), ('requests', 'open', 'declined'),
	('requests', 'declined', 'sent'), ('requests', 'sent', 'referred'), ('requests', 'open', 'referred'),
	('requests', 'question', 'expired'), ('requests', 'open', 'expired'), ('requests', 'expired', 'sent'),
	('tasks', 'open', 'filled'), ('tasks', 'filled', 'closed'), ('tasks', 'filled', 'open'),
	('tasks', 'open', 'closed'), ('tasks', 'open', 'cancelled'), ('tasks', 'filled', 'cancelled'),
	('claims', 'waiting', 'accepted'), ('claims', 'waiting', 'declined'), ('claims', 'waiting', 'withdrawn'),
	('claims', 'waiting', 'lapsed'),
	('invitations', 'sent', 'accepted'), ('invitations', 'sent', 'declined'), ('invitations', 'sent', 'lapsed'),
	('invitations', 'sent', 'cancelled'),
	('matches', 'agreed', 'scheduled'), ('matches', 'agreed', 'working'), ('matches', 'scheduled', 'agreed'),
	('matches', 'scheduled', 'working'), ('matches', 'working', 'handed_over'),
	('matches', 'handed_over', 'working'), ('matches', 'handed_over', 'confirmed'),
	('matches', 'handed_over', 'closed'), ('matches', 'confirmed', 'closed'),
	('matches', 'agreed', 'released'), ('matches', 'scheduled', 'released'), ('matches', 'working', 'released'),
	('matches', 'handed_over', 'released'),
	('appointments', 'proposed', 'fixed'), ('appointments', 'proposed', 'lapsed'), ('appointments', 'fixed', 'held'),
	('appointments', 'fixed', 'missed'), ('appointments', 'fixed', 'cancelled'), ('appointments', 'proposed', 'cancelled'),
	('promises', 'due', 'kept'), ('promises', 'due', 'moved'), ('promises', 'due', 'missed'), ('promises', 'missed', 'kept');

create function state_moves() returns trigger language plpgsql security definer set search_path = data as $$
begin
	if new.state is distinct from old.state and not exists (select from data.transitions
	    where kind = tg_table_name and was = old.state and becomes = new.state) then
		raise exception using errcode = 'check_violation', constraint = tg_table_name || '_state_moves',
		    table = tg_table_name, message = format('%s: %s does not follow %s', tg_table_name, new.state, old.state);
	end if;
	return new;
end $$;

create table requests (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	group_id bigint not null,
	asked_by bigint not null,
	state text not null default 'draft',
	title text not null default '',
	goal text not null default '',
	today text not null default '',
	hurts text not null default '',
	affected text not null default '',
	since text not null default '',
	tried text not null default '',
	uses text not null default '',
	reach text not null default '',
	town text not null default '',
	place_id int references places,
	hours text[] not null default '{}',
	hours_words text not null default '',
	pressing text not null default '',
	pressing_words text not null default '',
	wanted_by date,
	measure text not null default '',
	measure_now text not null default '',
	summary text not null default '',
	reason text not null default '',
	next_step text not null default '',
	appealed bool not null default false,
	state_before text not null default 'sent',
	created_at timestamptz not null default app_now(),
	sent_at timestamptz,
	changed_at timestamptz,
	read_at timestamptz,
	opened_at timestamptz,
	matched_at timestamptz,
	done_at timestamptz,
	ended_at timestamptz,
	constraint requests_ref_once unique (ref),
	constraint requests_state_known check (state in ('draft', 'sent', 'question', 'open', 'under_way', 'done',
	    'closed', 'withdrawn', 'declined', 'referred', 'expired')),
	constraint requests_title_length check (char_length(title) <= 100),
	constraint requests_goal_length check (char_length(goal) <= 4000),
	constraint requests_today_length check (char_length(today) <= 4000),
	constraint requests_hurts_length check (char_length(hurts) <= 4000),
	constraint requests_affected_length check (char_length(affected) <= 4000),
	constraint requests_since_length check (char_length(since) <= 400),
	constraint requests_tried_length check (char_length(tried) <= 4000),
	constraint requests_uses_length check (char_length(uses) <= 4000),
	constraint requests_reach_known check (reach in ('', 'here', 'afar', 'either')),
	constraint requests_town_length check (char_length(town) <= 80),
	constraint requests_hours_known check (hours <@ slots()),
	constraint requests_hours_words_length check (char_length(hours_words) <= 400),
	constraint requests_pressing_known check (pressing in ('', 'now', 'soon', 'risk', 'date', 'calm')),
	constraint requests_pressing_words_length check (char_length(pressing_words) <= 1000),
	constraint requests_measure_length check (char_length(measure) <= 1000),
	constraint requests_measure_now_length check (char_length(measure_now) <= 400),
	constraint requests_summary_length check (char_length(summary) <= 600),
	constraint requests_reason_length check (char_length(reason) <= 1000),
	constraint requests_next_step_length check (char_length(next_step) <= 1000),
	constraint requests_sent_whole check (state in ('draft', 'withdrawn') or (title <> '' and goal <> '' and today <> ''
	    and hurts <> '' and affected <> '' and since <> '' and uses <> '' and reach <> '' and pressing <> ''
	    and measure <> '')),
	constraint requests_declined_reason check (state <> 'declined' or (reason <> '' and next_step <> '')),
	foreign key (community_id, group_id) references groups (community_id, id),
	foreign key (community_id, asked_by) references people (community_id, id),
	unique (community_id, id)
);
comment on column requests.changed_at is 'when the story was last added to after it was sent';
create index requests_group on requests (group_id);
create index requests_state on requests (community_id, state, sent_at) where state in ('sent', 'question', 'open', 'under_way', 'done');
create trigger requests_state_moves before update of state on requests for each row execute function state_moves();

create table questions (
	id bigint generated always as identity primary key,
	ref text not null default new_ref(),
	community_id bigint not null,
	request_id bigint not null,
	asked_by bigint not null,
	body text not null,
	asked_at timestamptz not null default app_now(),
	answer text,
	answered_by bigint,
	answered_at timestamptz,
	constraint questions_ref_once unique (ref),
	constraint questions_body_length check (char_length(body) between 1 and 2000),
	constraint questions_answer_length check (char_length(answer) between 1 and 4000),
	foreign key (community_id, request_id) references requests (community_id, id),
	foreign key (community_id, asked_by) references people (community_id, id),
	foreign key (community_id, answered_by) references people (community_id, id)
);
create unique index questions_request_one_open on questions (request_id) where answered_at is null;

create table tasks (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	request_id bigint not null,
	group_id bigint not null,
	state text not null default 'open',
	published bool not null default false,
	kind text not null,
	title text not null,
	summary text not null default '',
	minutes int not null,
	afar bool not null,
	place_id int references places,
	deadline date,
	seats int not null default 1,
	waiting int not null default 0,
	languages text[] not null default array['en'],
	hours text[] not null default '{}',
	pressing text not null default 'calm',
	credential text,
	created_at timestamptz not null default app_now(),
	published_at timestamptz,
	closed_at timestamptz,
	constraint tasks_ref_once unique (ref),
	constraint tasks_state_known check (state in ('open', 'filled', 'closed', 'cancelled')),
	constraint tasks_kind_known check (kind in ('answer', 'call', 'on_site', 'project')),
	constraint tasks_title_length check (char_length(title) between 1 and 100),
	constraint tasks_summary_length check (char_length(summary) <= 600),
	constraint tasks_minutes_range check (minutes between 5 and 1800),
	constraint tasks_seats_range check (seats between 1 and 2),
	constraint tasks_waiting_range check (waiting between 0 and 3),
	constraint tasks_place_on_site check (kind <> 'on_site' or (place_id is not null and not afar)),
	constraint tasks_languages_known check (languages <@ spoken() and cardinality(languages) >= 1),
	constraint tasks_hours_known check (hours <@ slots()),
	constraint tasks_credential_known check (credential in ('degree', 'certificate', 'training', 'reference')),
	foreign key (community_id, request_id) references requests (community_id, id),
	foreign key (community_id, group_id) references groups (community_id, id),
	unique (community_id, id)
);
comment on column tasks.minutes is 'total effort of one seat, all visits and writing included';
comment on column tasks.waiting is 'how many claims wait: kept by a trigger, so that a list needs no count';
comment on column tasks.languages is 'any one of these must be shared';
create index tasks_request on tasks (request_id);
create index tasks_group on tasks (group_id);
create index tasks_open on tasks (community_id, published_at desc, id desc) where state = 'open' and published;
create trigger tasks_state_moves before update of state on tasks for each row execute function state_moves();

create table task_skills (
	task_id bigint not null,
	community_id bigint not null,
	skill text not null references skills,
	must bool not null default true,
	level int not null default 1,
	primary key (task_id, skill),
	constraint task_skills_level_range check (level between 1 and 3),
	foreign key (community_id, task_id) references tasks (community_id, id)
);

create table claims (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	task_id bigint not null,
	person_id bigint not null,
	seat text not null,
	state text not null default 'waiting',
	place int not null,
	words text not null default '',
	read_story bool not null,
	reason text not null default '',
	created_at timestamptz not null default app_now(),
	decided_by bigint,
	decided_at timestamptz,
	constraint claims_ref_once unique (ref),
	constraint claims_seat_known check (seat in ('lead', 'second')),
	constraint claims_state_known check (state in ('waiting', 'accepted', 'declined', 'withdrawn', 'lapsed')),
	constraint claims_place_range check (place between 1 and 3),
	constraint claims_words_length check (char_length(words) <= 1000),
	constraint claims_reason_length check (char_length(reason) <= 1000),
	constraint claims_read_story check (read_story),
	constraint claims_decided_not_self check (state not in ('accepted', 'declined') or decided_by <> person_id),
	foreign key (community_id, task_id) references tasks (community_id, id),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, decided_by) references people (community_id, id)
);
create unique index claims_place_taken on claims (task_id, place) where state = 'waiting';
create unique index claims_person_twice on claims (task_id, person_id) where state = 'waiting';
create index claims_person on claims (person_id);
create trigger claims_state_moves before update of state on claims for each row execute function state_moves();

-- tasks.waiting follows the claims; security definer, since a claim's deed
-- may run where the policy on tasks would hide the row.
create function claims_counted() returns trigger language plpgsql as $$
begin
	update data.tasks t set waiting = (select count(*) from data.claims c where c.task_id = t.id and c.state = 'waiting')
	where t.id = coalesce(new.task_id, old.task_id);
	return null;
end $$;
create trigger claims_counted after insert or update of state or delete on claims for each row execute function claims_counted();

create table invitations (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	task_id bigint not null,
	person_id bigint not null,
	seat text not null,
	state text not null default 'sent',
	words text not null default '',
	reason text not null default '',
	invited_by bigint not null,
	created_at timestamptz not null default app_now(),
	answered_at timestamptz,
	constraint invitations_ref_once unique (ref),
	constraint invitations_seat_known check (seat in ('lead', 'second')),
	constraint invitations_state_known check (state in ('sent', 'accepted', 'declined', 'lapsed', 'cancelled')),
	constraint invitations_words_length check (char_length(words) <= 1000),
	constraint invitations_reason_length check (char_length(reason) <= 1000),
	constraint invitations_invited_not_self check (invited_by <> person_id),
	foreign key (community_id, task_id) references tasks (community_id, id),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, invited_by) references people (community_id, id)
);
create unique index invitations_person_twice on invitations (task_id, person_id) where state = 'sent';
create index invitations_person on invitations (person_id);
create trigger invitations_state_moves before update of state on invitations for each row execute function state_moves();

create table matches (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	task_id bigint not null,
	request_id bigint not null,
	group_id bigint not null,
	person_id bigint not null,
	seat text not null,
	state text not null default 'agreed',
	agreement_at timestamptz,
	declared text not null default '',
	approved_by bigint,
	created_at timestamptz not null default app_now(),
	handed_over_at timestamptz,
	closed_at timestamptz,
	confirmed bool,
	still_wrong text not null default '',
	reason text not null default '',
	constraint matches_ref_once unique (ref),
	constraint matches_seat_known check (seat in ('lead', 'second')),
	constraint matches_state_known check (state in ('agreed', 'scheduled', 'working', 'handed_over', 'confirmed',
	    'closed', 'released')),
	constraint matches_declared_length check (char_length(declared) <= 1000),
	constraint matches_still_wrong_length check (char_length(still_wrong) <= 4000),
	constraint matches_reason_length check (char_length(reason) <= 1000),
	constraint matches_approved_not_self check (approved_by <> person_id),
	foreign key (community_id, task_id) references tasks (community_id, id),
	foreign key (community_id, request_id) references requests (community_id, id),
	foreign key (community_id, group_id) references groups (community_id, id),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, approved_by) references people (community_id, id),
	unique (community_id, id)
);
comment on column matches.confirmed is 'true: the group said it works; false: it stayed silent after being asked twice';
create unique index matches_seat_taken on matches (task_id, seat) where state <> 'released';
create unique index matches_person_twice on matches (task_id, person_id) where state <> 'released';
create index matches_person on matches (person_id);
create index matches_group on matches (group_id);
create index matches_request on matches (request_id);
create trigger matches_state_moves before update of state on matches for each row execute function state_moves();

create table appointments (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	match_id bigint not null,
	state text not null default 'proposed',
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	how text not null,
	details text not null default '',
	proposed_by bigint not null,
	there bigint,
	replaces bigint references appointments,
	uid uuid not null default gen_random_uuid(),
	sequence int not null default 0,
	created_at timestamptz not null default app_now(),
	decided_at timestamptz,
	constraint appointments_ref_once unique (ref),
	constraint appointments_state_known check (state in ('proposed', 'fixed', 'held', 'missed', 'cancelled', 'lapsed')),
	constraint appointments_ends_after_start check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
	constraint appointments_how_known check (how in ('phone', 'video', 'visit')),
	constraint appointments_details_length check (char_length(details) <= 400),
	foreign key (community_id, match_id) references matches (community_id, id),
	foreign key (community_id, proposed_by) references people (community_id, id),
	foreign key (community_id, there) references people (community_id, id),
	unique (community_id, id)
);
comment on column appointments.there is 'the member of the group who will be there; named when a time is fixed';
create index appointments_match on appointments (match_id);
create trigger appointments_state_moves before update of state on appointments for each row execute function state_moves();

create table bookings (
	appointment_id bigint not null,
	person_id bigint not null,
	community_id bigint not null,
	during tstzrange not null,
	active bool not null default true,
	primary key (appointment_id, person_id),
	constraint bookings_during_overlap exclude using gist (person_id with =, during with &&) where (active),
	constraint bookings_during_half_open check (lower_inc(during) and not upper_inc(during)),
	foreign key (community_id, appointment_id) references appointments (community_id, id),
	foreign key (community_id, person_id) references people (community_id, id)
);

create table messages (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	request_id bigint not null,
	match_id bigint,
	author_id bigint not null,
	body text not null,
	created_at timestamptz not null default app_now(),
	desk_read_at timestamptz,
	constraint messages_body_length check (char_length(body) between 1 and 4000),
	foreign key (community_id, request_id) references requests (community_id, id),
	foreign key (community_id, match_id) references matches (community_id, id),
	foreign key (community_id, author_id) references people (community_id, id)
);
comment on column messages.match_id is 'null: between the group and the coordinators';
comment on column messages.desk_read_at is 'when a coordinator answered or took note: until then it waits on the desk';
create index messages_request on messages (request_id, id);
create index messages_desk on messages (community_id) where match_id is null and desk_read_at is null;

create table work_notes (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	task_id bigint not null,
	match_id bigint not null,
	author_id bigint not null,
	body text not null,
	created_at timestamptz not null default app_now(),
	constraint work_notes_body_length check (char_length(body) between 1 and 4000),
	foreign key (community_id, task_id) references tasks (community_id, id),
	foreign key (community_id, match_id) references matches (community_id, id),
	foreign key (community_id, author_id) references people (community_id, id)
);
create index work_notes_task on work_notes (task_id, id);

create table desk_notes (
	id bigint generated always as identity primary key,
	community_id bigint not null references communities,
	kind text not null,
	subject_id bigint not null,
	author_id bigint not null,
	body text not null,
	created_at timestamptz not null default app_now(),
	constraint desk_notes_kind_known check (kind in ('request', 'group', 'person')),
	constraint desk_notes_body_length check (char_length(body) between 1 and 4000),
	foreign key (community_id, author_id) references people (community_id, id)
);
create index desk_notes_subject on desk_notes (kind, subject_id, id);

create table handovers (
	match_id bigint primary key,
	community_id bigint not null,
	changed text not null,
	lives text not null,
	access text not null,
	undo text not null,
	renews text not null,
	written_at timestamptz not null default app_now(),
	constraint handovers_changed_length check (char_length(changed) between 1 and 4000),
	constraint handovers_lives_length check (char_length(lives) between 1 and 4000),
	constraint handovers_access_length check (char_length(access) between 1 and 4000),
	constraint handovers_undo_length check (char_length(undo) between 1 and 4000),
	constraint handovers_renews_length check (char_length(renews) between 1 and 4000),
	foreign key (community_id, match_id) references matches (community_id, id)
);
comment on table handovers is 'five named fields; "nothing changed" is kept as the word nothing_changed';

create table feedback (
	match_id bigint not null,
	side text not null,
	community_id bigint not null,
	author_id bigint not null,
	worked text not null,
	respected text not null,
	again text not null,
	minutes int not null,
	words text not null default '',
	created_at timestamptz not null default app_now(),
	primary key (match_id, side),
	constraint feedback_side_known check (side in ('group', 'volunteer')),
	constraint feedback_worked_known check (worked in ('yes', 'partly', 'no', 'unknown')),
	constraint feedback_respected_known check (respected in ('yes', 'partly', 'no')),
	constraint feedback_again_known check (again in ('yes', 'no', 'unknown')),
	constraint feedback_minutes_range check (minutes between 0 and 6000),
	constraint feedback_words_length check (char_length(words) <= 2000),
	foreign key (community_id, match_id) references matches (community_id, id),
	foreign key (community_id, author_id) references people (community_id, id)
);

create table outcomes (
	request_id bigint not null,
	after_days int not null,
	community_id bigint not null,
	worked text not null default 'unknown',
	measure text not null default '',
	answered_by bigint,
	answered_at timestamptz,
	primary key (request_id, after_days),
	constraint outcomes_after_days_known check (after_days in (0, 30, 90)),
	constraint outcomes_worked_known check (worked in ('yes', 'no', 'unknown')),
	constraint outcomes_measure_length check (char_length(measure) <= 400),
	foreign key (community_id, request_id) references requests (community_id, id)
);

reset role;
reset search_path;
