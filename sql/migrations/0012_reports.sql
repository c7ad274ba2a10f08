-- What people tell in confidence: to the coordinators, past them to somebody
-- the operator trusts, or to the few who look after safeguarding.
set role nocape_owner;
set search_path = data, public;

alter table communities add trusted_role text not null default '', add trusted_mail text not null default '',
    add emergency_phone text not null default '',
    add constraint communities_trusted_both check ((trusted_role = '') = (trusted_mail = ''));

-- A message is pointed at by its reference, never by a counter.
alter table messages add ref text not null default new_ref(), add constraint messages_ref_once unique (ref);

create table safeguarders (
	person_id bigint primary key,
	community_id bigint not null,
	since timestamptz not null default app_now(),
	foreign key (community_id, person_id) references people (community_id, id)
);

alter table transitions no force row level security;
insert into transitions (kind, was, becomes) values
	('reports', 'sent', 'looked_at'), ('reports', 'looked_at', 'decided');
alter table transitions force row level security;

create table reports (
	id bigint generated always as identity primary key,
	community_id bigint not null,
	ref text not null default new_ref(),
	author_id bigint not null,
	about_id bigint,
	request_id bigint not null,
	match_id bigint,
	kind text not null,
	words text not null,
	copy text not null default '',
	copied_from timestamptz,
	way text not null,
	state text not null default 'sent',
	look_by date not null,
	created_at timestamptz not null default app_now(),
	looked_by bigint,
	looked_at timestamptz,
	decided_by bigint,
	decided_at timestamptz,
	decision text not null default '',
	right_hash text,
	right_ends_at timestamptz,
	constraint reports_ref_once unique (ref),
	constraint reports_kind_known check (kind in ('mocked', 'pitch', 'unsafe', 'at_risk', 'secrets', 'other')),
	constraint reports_words_length check (char_length(words) between 1 and 4000),
	constraint reports_copy_length check (char_length(copy) <= 4000),
	constraint reports_way_known check (way in ('desk', 'trusted', 'safeguarding')),
	constraint reports_state_known check (state in ('sent', 'looked_at', 'decided')),
	constraint reports_decision_length check (char_length(decision) <= 1000),
	constraint reports_decided_words check (state <> 'decided' or decision <> ''),
	constraint reports_about_not_self check (about_id <> author_id),
	constraint reports_looked_apart check (looked_by is null or (looked_by <> author_id
	    and looked_by is distinct from about_id)),
	constraint reports_decided_apart check (decided_by is null or (decided_by <> author_id
	    and decided_by is distinct from about_id)),
	constraint reports_right_form check (right_hash ~ '^[0-9a-f]{64}$'),
	constraint reports_right_trusted check (right_hash is null or (way = 'trusted' and right_ends_at is not null)),
	foreign key (community_id, author_id) references people (community_id, id),
	foreign key (community_id, about_id) references people (community_id, id),
	foreign key (community_id, request_id) references requests (community_id, id),
	foreign key (community_id, match_id) references matches (community_id, id),
	foreign key (community_id, looked_by) references people (community_id, id),
	foreign key (community_id, decided_by) references people (community_id, id)
);
create index reports_author on reports (author_id, id);
create index reports_waiting on reports (community_id, way) where state <> 'decided';
create unique index reports_right on reports (right_hash) where right_hash is not null;
create trigger reports_state_moves before update of state on reports for each row execute function state_moves();

-- Whether somebody has no part in what is told: neither wrote it nor is it
-- about them, nor do they work on that task or belong to that group.
create function report_apart(r reports, person bigint) returns bool language sql stable security definer set search_path = data as $$
	select r.author_id <> person and r.about_id is distinct from person
	    and not exists (select from matches m join matches o on o.task_id = m.task_id where m.id = r.match_id and o.person_id = person)
	    and not exists (select from requests q join memberships s on s.group_id = q.group_id where q.id = r.request_id and s.person_id = person)
$$;
-- What I look after: the desk's, or safeguarding's, never what I have a part in.
create function my_reports() returns setof bigint language sql stable security definer set search_path = data as $$
	select r.id from reports r where r.community_id = here() and me() is not null
	and ((r.way = 'desk' and at_desk()) or (r.way = 'safeguarding' and exists (select from safeguarders s
	    where s.person_id = me() and s.community_id = here())))
	and report_apart(r, me())
$$;

do $$
declare
	t text;
begin
	foreach t in array array['safeguarders', 'reports'] loop
		execute format('alter table data.%I enable row level security', t);
		execute format('alter table data.%I force row level security', t);
		execute format('create policy %I on data.%I to nocape_definer using (community_id = (select data.here()))'
		    || ' with check (community_id = (select data.here()))', t || '_deeds', t);
		execute format('grant select, insert, update, delete on data.%I to nocape_definer', t);
	end loop;
end $$;
create policy safeguarders_read on safeguarders for select to nocape_web using (community_id = (select here())
    and person_id = (select me()));
create policy reports_read on reports for select to nocape_web using (community_id = (select here())
    and (author_id = (select me()) or id in (select my_reports())));

reset role;
alter function data.report_apart(data.reports, bigint) owner to nocape_definer;
alter function data.my_reports() owner to nocape_definer;
reset search_path;
