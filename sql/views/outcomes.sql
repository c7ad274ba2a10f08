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

-- All figures in one pass over what a year brought.
-- asked: stories that were sent; read_days: working days until half of them
-- were read; match_days: days until half of the matched had their match.
-- Minutes are the volunteers', else the groups', else not known (untold).
-- Months begin with the first that has a figure.
create function figures_counted(out of_year jsonb, out of_months jsonb, out of_kinds jsonb)
language plpgsql stable security definer as $$
declare
	here_zone text := current_setting('app.zone');
	begins timestamptz := year_begins()::timestamp at time zone here_zone;
begin
	with helped as materialized (
		select * from requests_helped()
	), given as materialized (
		select t.id, t.kind, sum(coalesce(v.minutes, g.minutes)) as minutes, h.later
		from helped h join data.matches m on m.request_id = h.request and m.state in ('confirmed', 'closed')
		join data.tasks t on t.id = m.task_id
		left join data.feedback v on v.match_id = m.id and v.side = 'volunteer'
		left join data.feedback g on g.match_id = m.id and g.side = 'group'
		group by t.id, h.later
	), sent as (
		select (r.sent_at at time zone here_zone)::date as sent, (r.read_at at time zone here_zone)::date as read,
		    (r.matched_at at time zone here_zone)::date as matched
		from data.requests r where r.community_id = here() and r.sent_at >= begins
	), year as (
		select a.asked, h.*, (select coalesce(sum(g.minutes), 0) from given g) as minutes,
		    (select count(*) from given g where g.minutes is null) as untold,
		    a.read, case when a.read >= 5 then greatest(a.read_days, 1) end as read_days,
		    a.matched, case when a.matched >= 5 then greatest(a.match_days, 1) end as match_days,
		    (select count(*) from data.tasks t where t.community_id = here() and t.state = 'open' and t.published) as open
		from (select count(*) as asked, count(s.read) as read, count(s.matched) as matched,
		        percentile_disc(0.5) within group (order by working_days_between(s.sent, s.read))
		            filter (where s.read is not null) as read_days,
		        percentile_disc(0.5) within group (order by s.matched - s.sent)
		            filter (where s.matched is not null) as match_days
		    from sent s) a,
		(select count(*) as helped, count(*) filter (where h.worked = 'yes') as yes,
		        count(*) filter (where h.worked = 'partly') as partly,
		        count(*) filter (where h.worked = 'unknown') as unknown, count(*) filter (where h.worked = 'no') as no,
		        count(h.later) as later, count(*) filter (where h.later = 'yes') as later_yes
		    from helped h) h
	), month as (
		select m.month::date, count(*) filter (where h.worked = 'yes') as yes,
		    count(*) filter (where h.worked = 'partly') as partly, count(*) filter (where h.worked = 'unknown') as unknown,
		    count(*) filter (where h.worked = 'no') as no, count(h.request) as helped
		from generate_series((select min(f.month) from helped f), local_today(), interval '1 month') m (month)
		left join helped h on h.month = m.month::date group by m.month
	), kind as (
		select g.kind, count(*) as helped, coalesce(sum(g.minutes), 0) as minutes, count(g.later) as later,
		    count(*) filter (where g.later = 'yes') as later_yes
		from given g group by g.kind
	)
	select to_jsonb(y), coalesce((select jsonb_agg(to_jsonb(m)) from month m), '[]'),
	    coalesce((select jsonb_agg(to_jsonb(k)) from kind k), '[]')
	into of_year, of_months, of_kinds from year y;
end $$;

-- Counted by the steward now and then (figures_keep()), since everybody who
-- comes to the front page asks; counted at once where it never was, or when
-- that was yesterday, since then there is no steward.
create function figures_kept() returns table (of_year jsonb, of_months jsonb, of_kinds jsonb)
language plpgsql stable security definer as $$
begin
	return query select k.of_year, k.of_months, k.of_kinds from data.figures k where k.community_id = here()
	    and k.counted_at > app_now() - interval '1 day';
	if not found then
		return query select * from figures_counted();
	end if;
end $$;

create function figures() returns table (asked bigint, helped bigint, yes bigint, partly bigint, unknown bigint, no bigint,
    later bigint, later_yes bigint, minutes bigint, untold bigint, read bigint, read_days int, matched bigint,
    match_days int, open bigint)
language plpgsql stable security definer as $$
begin
	return query select f.* from figures_kept() k cross join lateral jsonb_to_record(k.of_year) as f (asked bigint,
	    helped bigint, yes bigint, partly bigint, unknown bigint, no bigint, later bigint, later_yes bigint, minutes bigint,
	    untold bigint, read bigint, read_days int, matched bigint, match_days int, open bigint);
end $$;

create function figures_months() returns table (month date, yes bigint, partly bigint, unknown bigint, no bigint, helped bigint)
language plpgsql stable security definer as $$
begin
	return query select f.* from figures_kept() k cross join lateral jsonb_to_recordset(k.of_months) as f (month date,
	    yes bigint, partly bigint, unknown bigint, no bigint, helped bigint);
end $$;

create function figures_kinds() returns table (kind text, helped bigint, minutes bigint, later bigint, later_yes bigint)
language plpgsql stable security definer as $$
begin
	return query select f.* from figures_kept() k cross join lateral jsonb_to_recordset(k.of_kinds) as f (kind text,
	    helped bigint, minutes bigint, later bigint, later_yes bigint);
end $$;

-- The steward counts each community again at its next turn, or when that
-- costs it no more than a fortieth of its time.
create function figures_keep() returns int language plpgsql security definer as $$
declare
	c record;
	begun timestamptz;
	done int := 0;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		if not exists (select from data.figures f where f.community_id = c.id and app_now() between f.counted_at
		    and f.counted_at + f.took * 40) then
			begun := clock_timestamp();
			insert into data.figures (community_id, of_year, of_months, of_kinds, counted_at, took)
			select c.id, f.of_year, f.of_months, f.of_kinds, app_now(), clock_timestamp() - begun from figures_counted() f
			on conflict (community_id) do update set of_year = excluded.of_year, of_months = excluded.of_months,
			    of_kinds = excluded.of_kinds, counted_at = excluded.counted_at, took = excluded.took;
			done := done + 1;
		end if;
	end loop;
	return done;
end $$;
