-- What came of it: figures of the last twelve months that anybody may read.
-- Only counts leave these functions, never anything of one request; a figure
-- that rests on fewer than five is NULL where it would be a guess.

-- The first day of the twelve months, of which this one is the last.
create function year_begins() returns date language sql stable as $$
	select (date_trunc('month', local_today()) - interval '11 months')::date
$$;

-- Requests that had help to the end, also those that need more since, and
-- what the group said last: by an outcome or by feedback, whichever is newer.
-- All answers are sorted at once: looked up one request at a time, a hundred
-- thousand took seconds.
create function requests_helped() returns table (request bigint, month date, worked text, later text)
language sql stable security definer as $$
	with helped as materialized (
		select r.id, date_trunc('month', r.done_at at time zone current_setting('app.zone'))::date as month
		from data.requests r
		where r.community_id = here() and r.state in ('done', 'closed', 'under_way', 'open')
		and r.done_at >= (select year_begins()::timestamp at time zone current_setting('app.zone'))
	), answers as (
		select o.request_id, o.worked, o.answered_at as at, 0 as rank from data.outcomes o
		where o.community_id = here() and o.answered_at is not null
		union all
		select m.request_id, f.worked, f.created_at, 1 from data.feedback f join data.matches m on m.id = f.match_id
		where f.community_id = here() and f.side = 'group'
	), last as (
		select distinct on (a.request_id) a.request_id, a.worked
		from answers a join helped h on h.id = a.request_id
		order by a.request_id, a.at desc, a.rank desc
	)
	select h.id, h.month, coalesce(a.worked, 'unknown'), l.worked
	from helped h left join last a on a.request_id = h.id
	left join data.outcomes l on l.request_id = h.id and l.after_days = 90 and l.answered_at is not null
$$;

-- Help that was given for them: one row a task, its minutes as volunteers
-- told them, else as the group did, else unknown.
create function tasks_helped() returns table (task bigint, kind text, minutes bigint, worked text, later text)
language sql stable security definer as $$
	select t.id, t.kind, sum(coalesce(v.minutes, g.minutes)), h.worked, h.later
	from requests_helped() h join data.matches m on m.request_id = h.request and m.state in ('confirmed', 'closed')
	join data.tasks t on t.id = m.task_id
	left join data.feedback v on v.match_id = m.id and v.side = 'volunteer'
	left join data.feedback g on g.match_id = m.id and g.side = 'group'
	group by t.id, h.worked, h.later
$$;

-- asked: stories that were sent; read_days: working days until half of them
-- were read; match_days: days until half of the matched had their match.
create function figures() returns table (asked bigint, helped bigint, yes bigint, partly bigint, unknown bigint, no bigint,
    later bigint, later_yes bigint, minutes bigint, untold bigint, read bigint, read_days int, matched bigint,
    match_days int, open bigint)
language sql stable security definer as $$
	with sent as (
		select (r.sent_at at time zone current_setting('app.zone'))::date as sent,
		    (r.read_at at time zone current_setting('app.zone'))::date as read,
		    (r.matched_at at time zone current_setting('app.zone'))::date as matched
		from data.requests r where r.community_id = here()
		and r.sent_at >= (select year_begins()::timestamp at time zone current_setting('app.zone'))
	), asked as (
		select count(*) as asked, count(s.read) as read, count(s.matched) as matched,
		    percentile_disc(0.5) within group (order by working_days_between(s.sent, s.read)) filter (where s.read is not null) as read_days,
		    percentile_disc(0.5) within group (order by s.matched - s.sent) filter (where s.matched is not null) as match_days
		from sent s
	), helped as (
		select count(*) as helped, count(*) filter (where h.worked = 'yes') as yes, count(*) filter (where h.worked = 'partly') as partly,
		    count(*) filter (where h.worked = 'unknown') as unknown, count(*) filter (where h.worked = 'no') as no,
		    count(h.later) as later, count(*) filter (where h.later = 'yes') as later_yes
		from requests_helped() h
	), given as (
		select coalesce(sum(k.minutes), 0)::bigint as minutes, count(*) filter (where k.minutes is null) as untold from tasks_helped() k
	)
	select a.asked, h.helped, h.yes, h.partly, h.unknown, h.no, h.later, h.later_yes, g.minutes, g.untold,
	    a.read, case when a.read >= 5 then greatest(a.read_days, 1) end,
	    a.matched, case when a.matched >= 5 then greatest(a.match_days, 1) end,
	    (select count(*) from data.tasks t where t.community_id = here() and t.state = 'open' and t.published)
	from asked a, helped h, given g
$$;

-- Month by month from the first that has a figure.
create function figures_months() returns table (month date, yes bigint, partly bigint, unknown bigint, no bigint, helped bigint)
language sql stable security definer as $$
	select m.month::date, count(*) filter (where h.worked = 'yes'), count(*) filter (where h.worked = 'partly'),
	    count(*) filter (where h.worked = 'unknown'), count(*) filter (where h.worked = 'no'), count(h.request)
	from generate_series((select min(f.month) from requests_helped() f), local_today(), interval '1 month') m (month)
	left join requests_helped() h on h.month = m.month::date group by m.month
$$;

create function figures_kinds() returns table (kind text, helped bigint, minutes bigint, later bigint, later_yes bigint)
language sql stable security definer as $$
	select t.kind, count(*), coalesce(sum(t.minutes), 0)::bigint, count(t.later), count(*) filter (where t.later = 'yes')
	from tasks_helped() t group by t.kind
$$;
