-- How long people waited for each kind of promise in the last 30 days.
select k.kind, promise_days(k.kind) as days, w.usual, w.kept, w.made, w.made = 0 as unknown,
    case when w.usual = 0 then 'same_day' when w.usual > 0 then 'days' end as timely
from unnest(array['first_look', 'claim', 'first_message', 'vet_group', 'vet_volunteer']) with ordinality k (kind, place)
cross join lateral (
	select percentile_disc(0.5) within group (order by working_days_between(
	    (p.made_at at time zone current_setting('app.zone'))::date, (p.ended_at at time zone current_setting('app.zone'))::date))
	    filter (where p.state = 'kept') as usual,
	    count(*) filter (where p.state = 'kept' and (p.ended_at at time zone current_setting('app.zone'))::date <= p.due_on) as kept,
	    count(*) as made
	from data.promises p where p.community_id = here() and p.kind = k.kind
	and ((p.state in ('kept', 'missed') and p.ended_at > app_now() - interval '30 days')
	or (p.state = 'due' and p.due_on < local_today()))
) w order by k.place;
