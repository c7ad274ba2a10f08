-- What a coordinator decides about a request.

-- Whoever came later hears who was faster, on the request's page.
create function desk_ask(request text, body text) returns answer language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
	q data.questions;
begin
	if r.id is null then
		return absent();
	elsif r.state not in ('sent', 'open') then
		return lost('desk_ask_lost', r.ref);
	end if;
	insert into data.questions (community_id, request_id, asked_by, body)
	values (here(), r.id, me(), desk_ask.body) returning * into q;
	perform desk_looked(r.id);
	update data.requests o set state = 'question', state_before = r.state where o.id = r.id;
	perform promise('question', r.id, null, null, r.group_id, q.ref);
	perform audit('desk_ask', 'request', r.id);
	perform mail_group('question_asked', r.group_id, jsonb_build_object('request', r.ref), r.ref);
	return done(r.ref, 'desk_ask_said');
end $$;

-- The part that every volunteer may read before a match.
create function desk_summary(request text, title text, summary text) returns answer language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.state not in ('sent', 'question', 'open', 'under_way') then
		return lost('desk_ended_lost', r.ref);
	end if;
	update data.requests o set title = desk_summary.title, summary = desk_summary.summary where o.id = r.id;
	perform audit('desk_summary', 'request', r.id);
	return done(r.ref, 'desk_summary_said');
end $$;

-- The request and its new tasks are open to volunteers.
create function desk_publish(request text) returns answer language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
	n int;
begin
	if r.id is null then
		return absent();
	end if;
	perform from data.tasks t where t.request_id = r.id order by t.id for update;
	select count(*) into n from data.tasks t where t.request_id = r.id and t.state = 'open' and not t.published;
	if r.state not in ('sent', 'open', 'under_way') or (r.state <> 'sent' and n = 0) then
		return lost('desk_publish_lost', r.ref);
	end if;
	perform desk_impartial(r.group_id);
	if r.summary = '' then
		perform refuse('requests_open_summary');
	elsif n = 0 then
		perform refuse('requests_open_task');
	elsif (select g.state from data.groups g where g.id = r.group_id) <> 'vetted' then
		perform refuse('requests_open_group');
	end if;
	update data.tasks t set published = true, published_at = app_now()
	where t.request_id = r.id and t.state = 'open' and not t.published;
	perform desk_looked(r.id);
	if r.state = 'sent' then
		update data.requests o set state = 'open', opened_at = coalesce(o.opened_at, app_now()) where o.id = r.id;
		perform mail_group('request_open', r.group_id, jsonb_build_object('request', r.ref), r.ref);
	end if;
	perform audit('desk_publish', 'request', r.id, r.state);
	return done(r.ref, 'desk_publish_said');
end $$;

-- A no, with what the group can do next.
create function desk_decline(request text, reason text, next_step text) returns answer
language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.state not in ('sent', 'question', 'open') then
		return lost('desk_decided_lost', r.ref);
	end if;
	perform desk_impartial(r.group_id);
	perform desk_looked(r.id);
	update data.requests o set reason = desk_decline.reason, next_step = desk_decline.next_step where o.id = r.id;
	perform request_ended(r.id, 'declined');
	perform audit('desk_decline', 'request', r.id);
	perform mail_group('request_declined', r.group_id, jsonb_build_object('request', r.ref), r.ref);
	return done(r.ref, 'desk_decline_said');
end $$;

-- Somebody else can help better: to whom, and how to reach them.
create function desk_refer(request text, reason text, next_step text) returns answer
language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.state not in ('sent', 'open') then
		return lost('desk_decided_lost', r.ref);
	end if;
	perform desk_impartial(r.group_id);
	perform desk_looked(r.id);
	update data.requests o set reason = desk_refer.reason, next_step = coalesce(desk_refer.next_step, '') where o.id = r.id;
	perform request_ended(r.id, 'referred');
	perform audit('desk_refer', 'request', r.id);
	perform mail_group('request_referred', r.group_id, jsonb_build_object('request', r.ref), r.ref);
	return done(r.ref, 'desk_refer_said');
end $$;

-- The public summary of a request that is on offer or was: what a stranger
-- may read of it, since its row is not theirs to see.
create function request_summary(request bigint) returns text language plpgsql stable security definer as $$
begin
	return (select r.summary from data.requests r where r.id = request and r.community_id = here()
	    and exists (select from data.tasks t where t.request_id = r.id and t.published));
end $$;
