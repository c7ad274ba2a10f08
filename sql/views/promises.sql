-- The clocks of promises: a nudge on the day, the desk two days after.
-- Run by the steward, each in a transaction of its own; no visit goes before,
-- so every community is stepped into in turn.

-- Whoever owns the step gets one mail on its day (or, when the steward was
-- away, on the first day after).  The desk sees its own steps on the desk.
create function promises_nudge() returns bigint language plpgsql security definer as $$
declare
	c record;
	p record;
	told bigint := 0;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		for p in select d.*, coalesce(q.ref, '') as thread from data.promises d left join data.requests q on q.id = d.request_id
		    where d.community_id = c.id and d.state = 'due' and d.nudged_at is null
		    and d.due_on <= (app_now() at time zone current_setting('app.zone'))::date order by d.id for update of d skip locked
		loop
			update data.promises d set nudged_at = app_now() where d.id = p.id;
			perform mail('promise_due', p.person_id, jsonb_build_object('promise', p.id), p.thread);
			perform mail_group('promise_due', p.group_id, jsonb_build_object('promise', p.id), p.thread);
			told := told + 1;
		end loop;
	end loop;
	return told;
end $$;

-- Two days after its day the desk is told, once; /desk shows it from then on.
create function promises_tell_desk() returns bigint language plpgsql security definer as $$
declare
	c record;
	told bigint := 0;
	n bigint;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		update data.promises d set told_desk_at = app_now() where d.community_id = c.id and d.state = 'due'
		and d.told_desk_at is null and d.due_on <= (app_now() at time zone current_setting('app.zone'))::date - 2;
		get diagnostics n = row_count;
		told := told + n;
	end loop;
	return told;
end $$;
