-- Who sees which row: the second line behind every statement's own
-- predicates.  nocape_web only reads; every write is a deed of
-- nocape_definer, which itself never leaves the visit's community.
set search_path = data, public;

-- Sets of ids that policies use; each is computed once a statement.
-- security definer: they read tables whose policies call them.
create function my_groups() returns setof bigint language sql stable security definer set search_path = data as $$
	select group_id from memberships where person_id = me() and left_at is null and community_id = here()
$$;
create function my_matches() returns setof bigint language sql stable security definer set search_path = data as $$
	select id from matches where community_id = here() and person_id = me()
	union
	select m.id from matches m join memberships s on s.group_id = m.group_id and s.left_at is null
	where s.person_id = me() and m.community_id = here()
	union
	select o.id from matches m join matches o on o.task_id = m.task_id and o.state <> 'released'
	where m.person_id = me() and m.community_id = here() and m.state <> 'released'
$$;
create function my_tasks() returns setof bigint language sql stable security definer set search_path = data as $$
	select task_id from claims where person_id = me() and community_id = here()
	union select task_id from invitations where person_id = me() and community_id = here()
	union select task_id from matches where person_id = me() and community_id = here()
	union select t.id from tasks t join memberships m on m.group_id = t.group_id and m.left_at is null
	where m.person_id = me() and t.community_id = here()
$$;
-- Whose contact details I may see: the other side of a match that lives, once
-- the volunteer has confirmed the agreement.
create function my_matched() returns setof bigint language sql stable security definer set search_path = data as $$
	select m.person_id from matches m join memberships s on s.group_id = m.group_id and s.left_at is null
	where s.person_id = me() and m.community_id = here() and m.agreement_at is not null
	and m.state not in ('released', 'closed')
	union
	select s.person_id from matches m join memberships s on s.group_id = m.group_id and s.left_at is null
	where m.person_id = me() and m.community_id = here() and m.agreement_at is not null
	and m.state not in ('released', 'closed')
	union
	select o.person_id from matches m join matches o on o.task_id = m.task_id and o.state not in ('released', 'closed')
	where m.person_id = me() and m.community_id = here() and m.agreement_at is not null
	and m.state not in ('released', 'closed')
$$;
-- Whose name I may see: coordinators, my groups, whoever I have to do with.
create function my_circle() returns setof bigint language sql stable security definer set search_path = data as $$
	select person_id from coordinators where community_id = here()
	union
	select o.person_id from memberships m join memberships o on o.group_id = m.group_id
	where m.person_id = me() and m.left_at is null and m.community_id = here()
	union
	select m.person_id from matches m join memberships s on s.group_id = m.group_id and s.left_at is null
	where s.person_id = me() and m.community_id = here()
	union
	select c.person_id from claims c join tasks t on t.id = c.task_id
	join memberships s on s.group_id = t.group_id and s.left_at is null
	where s.person_id = me() and c.community_id = here()
	union
	select s.person_id from matches m join memberships s on s.group_id = m.group_id
	where m.person_id = me() and m.community_id = here()
	union
	select o.person_id from matches m join matches o on o.task_id = m.task_id
	where m.person_id = me() and m.community_id = here()
$$;
-- Requests whose story I may read: my groups', those I have to do with (an
-- ended claim or invitation is no more than a memory), and for a volunteer
-- those with an open task.
create function my_requests() returns setof bigint language sql stable security definer set search_path = data as $$
	select r.id from requests r join memberships m on m.group_id = r.group_id and m.left_at is null
	where m.person_id = me() and r.community_id = here()
	union
	select t.request_id from tasks t where t.published and t.community_id = here() and t.id in (
	    select task_id from claims where person_id = me() and state = 'waiting'
	    union select task_id from invitations where person_id = me() and state = 'sent'
	    union select task_id from matches where person_id = me())
$$;
create function task_is_open(request bigint) returns bool language sql stable security definer set search_path = data as $$
	select exists (select from tasks where request_id = request and state = 'open' and published)
$$;

do $$
declare
	t text;
begin
	for t in select tablename from pg_tables where schemaname = 'data' loop
		execute format('alter table data.%I enable row level security', t);
		execute format('alter table data.%I force row level security', t);
		-- A deed stays in its visit's community, where the row says one.
		if exists (select from information_schema.columns where table_schema = 'data' and table_name = t
		    and column_name = 'community_id') then
			execute format('create policy %I on data.%I to nocape_definer using (community_id = (select data.here()))'
			    || ' with check (community_id = (select data.here()))', t || '_deeds', t);
		else
			execute format('create policy %I on data.%I to nocape_definer using (true) with check (true)', t || '_deeds', t);
		end if;
		execute format('grant select, insert, update, delete on data.%I to nocape_definer', t);
	end loop;
	foreach t in array array['my_groups', 'my_matches', 'my_tasks', 'my_matched', 'my_circle', 'my_requests'] loop
		execute format('alter function data.%I() owner to nocape_definer', t);
	end loop;
	alter function data.task_is_open(bigint) owner to nocape_definer;
	alter function data.claims_counted() owner to nocape_definer;
	alter function data.claims_counted() security definer;
end $$;
revoke update, delete on data.audit from nocape_definer;
revoke all on data.ref_seed from nocape_definer;
revoke insert, update, delete on data.clock, data.transitions, data.skills, data.places, data.communities from nocape_definer;

-- Reference tables: the same for everybody.
create policy clock_read on data.clock for select using (true);
create policy ref_seed_owner on data.ref_seed to nocape_owner using (true);
create policy transitions_read on data.transitions for select using (true);
create policy skills_read on data.skills for select using (true);
create policy places_read on data.places for select using (true);
create policy communities_read on data.communities for select to nocape_web using (id = (select data.here()));
create policy communities_steward on data.communities for select to nocape_steward using (true);

create policy people_read on data.people for select to nocape_web using (community_id = (select data.here())
    and (id = (select data.me()) or (select data.at_desk()) or id in (select data.my_circle())));
create policy accounts_read on data.accounts for select to nocape_web using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk()) or person_id in (select data.my_matched())));
create policy coordinators_read on data.coordinators for select to nocape_web using (community_id = (select data.here())
    and (select data.me()) is not null);
create policy logins_read on data.logins for select to nocape_web using (community_id = (select data.here())
    and person_id = (select data.me()));
create policy groups_read on data.groups for select to nocape_web using (community_id = (select data.here())
    and (state = 'vetted' or (select data.at_desk()) or id in (select data.my_groups())));
create policy memberships_read on data.memberships for select to nocape_web using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk()) or group_id in (select data.my_groups())
    or person_id in (select data.my_matched())));
create policy member_invitations_read on data.member_invitations for select to nocape_web
    using (community_id = (select data.here()) and ((select data.at_desk()) or group_id in (select data.my_groups())));
create policy volunteers_read on data.volunteers for select to nocape_web using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk()) or person_id in (select data.my_matched())));
create policy volunteer_skills_read on data.volunteer_skills for select to nocape_web
    using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk()) or person_id in (select data.my_matched())));
create policy credentials_read on data.credentials for select to nocape_web using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk())));
create policy requests_read on data.requests for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or id in (select data.my_requests())
    or ((select data.as_volunteer()) and state in ('open', 'under_way') and data.task_is_open(id))));
create policy questions_read on data.questions for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or request_id in (select data.my_requests())));
create policy tasks_read on data.tasks for select to nocape_web using (community_id = (select data.here())
    and ((state = 'open' and published) or (select data.at_desk()) or id in (select data.my_tasks())));
create policy task_skills_read on data.task_skills for select to nocape_web using (community_id = (select data.here()));
create policy claims_read on data.claims for select to nocape_web using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk())
    or task_id in (select t.id from data.tasks t where t.group_id in (select data.my_groups()))));
create policy invitations_read on data.invitations for select to nocape_web using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk())));
create policy matches_read on data.matches for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or id in (select data.my_matches())));
create policy appointments_read on data.appointments for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or match_id in (select data.my_matches())));
create policy bookings_read on data.bookings for select to nocape_web using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk())
    or appointment_id in (select a.id from data.appointments a where a.match_id in (select data.my_matches()))));
create policy messages_read on data.messages for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or match_id in (select data.my_matches())
    or (match_id is null and request_id in (select r.id from data.requests r where r.group_id in (select data.my_groups())))));
create policy contact_views_read on data.contact_views for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or match_id in (select data.my_matches())));
create policy work_notes_read on data.work_notes for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or task_id in (select m.task_id from data.matches m
    where m.person_id = (select data.me()) and m.state <> 'released')
    or author_id = (select data.me())));
create policy desk_notes_read on data.desk_notes for select to nocape_web using (community_id = (select data.here())
    and (select data.at_desk()));
create policy handovers_read on data.handovers for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or match_id in (select data.my_matches())));
create policy feedback_read on data.feedback for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or author_id = (select data.me())
    or (side = 'group' and match_id in (select m.id from data.matches m where m.group_id in (select data.my_groups())))));
create policy outcomes_read on data.outcomes for select to nocape_web using (community_id = (select data.here())
    and ((select data.at_desk()) or request_id in (select data.my_requests())));
create policy promises_read on data.promises for select to nocape_web using (community_id = (select data.here())
    and (person_id = (select data.me()) or (select data.at_desk()) or group_id in (select data.my_groups())
    or match_id in (select data.my_matches()) or request_id in (select r.id from data.requests r
    where r.group_id in (select data.my_groups()))));
create policy demo_mails_read on data.demo_mails for select to nocape_web using (community_id = (select data.here())
    and (select data.at_desk()));

-- The steward: the outbox and the clocks of every community; what a mail
-- shows it reads as the recipient (nocape_web, whose member it is).
create policy outbox_steward on data.outbox to nocape_steward using (true) with check (true);
create policy promises_steward on data.promises to nocape_steward using (true) with check (true);
create policy demo_mails_steward on data.demo_mails to nocape_steward using (true) with check (true);
