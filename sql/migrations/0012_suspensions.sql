-- A pause that coordinators put on somebody's account: why, until when, what
-- the person says to it, and what became of that.
set role nocape_owner;
set search_path = data, public;

alter table transitions no force row level security;
insert into transitions (kind, was, becomes) values
	('people', 'active', 'suspended'), ('people', 'suspended', 'active'),
	('people', 'active', 'erased'), ('people', 'suspended', 'erased'),
	('suspensions', 'running', 'answered'), ('suspensions', 'running', 'lifted'), ('suspensions', 'running', 'over'),
	('suspensions', 'answered', 'kept'), ('suspensions', 'answered', 'lifted'), ('suspensions', 'answered', 'over'),
	('suspensions', 'kept', 'lifted'), ('suspensions', 'kept', 'over');
alter table transitions force row level security;
create trigger people_state_moves before update of state on people for each row execute function state_moves();

create table suspensions (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	person_id bigint not null,
	state text not null default 'running',
	reason text not null,
	next_step text not null,
	back_on date,
	operator bool not null default false,
	made_by bigint,
	made_at timestamptz not null default app_now(),
	answer text not null default '',
	answered_at timestamptz,
	answer_by date,
	decision text not null default '',
	decided_by bigint,
	ended_at timestamptz,
	constraint suspensions_ref_once unique (ref),
	constraint suspensions_state_known check (state in ('running', 'answered', 'kept', 'lifted', 'over')),
	constraint suspensions_reason_length check (char_length(reason) between 1 and 1000),
	constraint suspensions_next_step_length check (char_length(next_step) between 1 and 1000),
	constraint suspensions_answer_length check (char_length(answer) <= 4000),
	constraint suspensions_answer_there check (state not in ('answered', 'kept') or (answer <> '' and answer_by is not null)),
	constraint suspensions_decision_length check (char_length(decision) <= 1000),
	constraint suspensions_made_not_self check (made_by <> person_id),
	constraint suspensions_decided_not_self check (decided_by <> person_id),
	constraint suspensions_made_by_one check (operator or made_by is not null),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, made_by) references people (community_id, id),
	foreign key (community_id, decided_by) references people (community_id, id)
);
create unique index suspensions_person_once on suspensions (person_id) where state in ('running', 'answered', 'kept');
create index suspensions_person on suspensions (person_id, id);
create index suspensions_answered on suspensions (community_id) where state = 'answered';
create trigger suspensions_state_moves before update of state on suspensions for each row execute function state_moves();

alter table suspensions enable row level security;
alter table suspensions force row level security;
create policy suspensions_deeds on suspensions to nocape_definer using (community_id = (select here()))
    with check (community_id = (select here()));
create policy suspensions_read on suspensions for select to nocape_web using (community_id = (select here())
    and (person_id = (select me()) or (select at_desk())));
grant select, insert, update, delete on suspensions to nocape_definer;

reset role;
reset search_path;
