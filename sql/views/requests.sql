-- A request as the group lives it: sent, followed, ended.

-- A request comes to the desk, for the first time or again: first look
-- promised, both sides told.
create function requests_arrive(r data.requests, deed text) returns void language plpgsql security definer as $$
begin
	update data.requests o set state = 'sent', sent_at = coalesce(o.sent_at, app_now()), state_before = 'sent', ended_at = null
	where o.id = r.id;
	-- What was asked before the end needs no answer any more.
	update data.questions q set answered_at = app_now() where q.request_id = r.id and q.answered_at is null;
	perform promise('first_look', r.id, null, null, null, r.ref);
	perform audit(deed, 'request', r.id);
	perform mail_group('request_sent', r.group_id, jsonb_build_object('request', r.ref), r.ref);
	perform mail_desk('request_new', jsonb_build_object('request', r.ref), r.ref);
end $$;

-- Words between the group and the coordinators.
create function requests_message(request text, body text) returns answer language plpgsql security definer as $$
declare
	r data.requests := my_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.state = 'draft' then
		return lost('requests_message_lost', r.ref);
	end if;
	insert into data.messages (community_id, request_id, author_id, body) values (here(), r.id, me(), requests_message.body);
	perform audit('requests_message', 'request', r.id);
	perform mail_desk('request_message', jsonb_build_object('request', r.ref), r.ref);
	return done(r.ref, 'requests_message_said');
end $$;

-- The group no longer needs this; everybody waiting on it hears so.
create function requests_withdraw(request text, reason text) returns answer language plpgsql security definer as $$
declare
	r data.requests := my_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.state not in ('draft', 'sent', 'question', 'open', 'under_way', 'done') then
		return lost('requests_withdraw_lost', r.ref);
	end if;
	update data.requests o set reason = coalesce(requests_withdraw.reason, '') where o.id = r.id;
	if r.state = 'draft' then
		update data.requests o set state = 'withdrawn', ended_at = app_now() where o.id = r.id;
		perform audit('requests_withdraw', 'request', r.id, 'draft');
		return done(r.ref, 'requests_thrown_away_said');
	end if;
	perform request_ended(r.id, 'withdrawn');
	perform audit('requests_withdraw', 'request', r.id);
	perform mail_desk('request_withdrawn', jsonb_build_object('request', r.ref), r.ref);
	return done(r.ref, 'requests_withdrawn_said');
end $$;

-- The group answers a no, once.
create function requests_appeal(request text, words text) returns answer language plpgsql security definer as $$
declare
	r data.requests := my_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.words_gone_at is not null then
		return lost('requests_words_gone_lost', r.ref);
	elsif r.state <> 'declined' or r.appealed then
		return lost('requests_appeal_lost', r.ref);
	end if;
	insert into data.messages (community_id, request_id, author_id, body) values (here(), r.id, me(), words);
	update data.requests o set appealed = true where o.id = r.id;
	perform requests_arrive(r, 'requests_appeal');
	return done(r.ref, 'requests_appealed_said');
end $$;

-- An expired request is sent again, as it is.
create function requests_renew(request text) returns answer language plpgsql security definer as $$
declare
	r data.requests := my_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.words_gone_at is not null then
		return lost('requests_words_gone_lost', r.ref);
	elsif r.state <> 'expired' then
		return lost('requests_renew_lost', r.ref);
	end if;
	perform requests_arrive(r, 'requests_renew');
	return done(r.ref, 'requests_renewed_said');
end $$;

-- Half of the groups here found a volunteer within so many days, counted
-- over a year; null while there are fewer than five to count.
create function usual_days() returns int language plpgsql stable security definer as $$
begin
	return (select case when count(*) >= 5 then ceil(percentile_cont(0.5) within group
	    (order by extract(epoch from r.matched_at - r.sent_at) / 86400))::int end
	from data.requests r
	where r.community_id = here() and r.matched_at > app_now() - interval '1 year' and r.sent_at is not null);
end $$;

-- The promises about a request as its group sees them: the owner is `ours`
-- (one of us or the group), the desk, or the volunteer of that name.  What
-- the desk owes to volunteers is theirs, not the group's.
create function request_steps(request bigint)
returns table (kind text, state text, owner text, name text, mine bool, ours bool, due_on date, late bool, match_ref text)
language sql stable security definer as $$
	select s.kind, s.state, s.owner, s.name, s.mine, s.owner = 'ours', s.due_on,
	    s.state = 'due' and s.due_on < local(app_now())::timestamp::date, s.ref
	from (
		select step_of(p.kind, p.subject_ref) as kind, p.state, p.due_on, m.ref, o.name, p.person_id = me() or p.group_id is not null as mine,
		    case when p.desk then 'desk' when p.group_id is not null then 'ours'
		        when exists (select from data.memberships x where x.group_id = r.group_id and x.person_id = p.person_id)
		        and m.person_id is distinct from p.person_id then 'ours' else 'volunteer' end as owner
		from data.promises p join data.requests r on r.id = p.request_id
		left join data.matches m on m.id = p.match_id left join data.people o on o.id = p.person_id
		where p.request_id = request and p.community_id = here() and in_group(r.group_id)
		and p.kind in ('first_look', 'first_message', 'question', 'confirm', 'feedback', 'appointment', 'pick_time',
		    'handover', 'new_volunteer')
	) s
	where s.kind <> 'feedback' or s.owner = 'ours'
$$;
