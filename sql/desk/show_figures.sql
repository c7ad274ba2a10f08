-- How much waits for a person, how much of it today, what goes on without us.
select count(*) as waiting, count(*) filter (where q.due_on <= local_today()) as due_today,
    (select count(*) from data.requests r where r.community_id = here()
    and r.state in ('sent', 'question', 'open', 'under_way', 'done')
    and r.ref <> all (coalesce(array_agg(q.request_ref) filter (where q.request_ref is not null), '{}'))) as moving,
    greatest(count(*) - 50, 0) as beyond,
    case when extract(hour from app_now() at time zone current_setting('app.zone')) < 12 then 'morning'
    when extract(hour from app_now() at time zone current_setting('app.zone')) < 18 then 'afternoon' else 'evening' end as part,
    (select local(max(b.ended_at)) from data.backups b) as copied_at,
    (select max(b.ended_at) < app_now() - interval '26 hours' from data.backups b) as copied_long_ago
from desk_queue() q;
