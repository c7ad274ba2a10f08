-- What waits for a coordinator, what presses first, then the oldest promise.
select q.why, q.subject, q.request_ref, q.title, q.who, q.due_on, q.n, q.names, q.detail, q.pressing,
    local(q.since) as since, (q.since at time zone current_setting('app.zone'))::date as since_on,
    case when q.due_on < local_today() then 'late' when q.due_on = local_today() then 'today'
    when q.due_on = local_today() + 1 then 'tomorrow' when q.due_on is not null then 'later' end as due,
    (q.pressing and q.why in ('first_look', 'appeal', 'answered', 'decide', 'seat', 'claims')) as first,
    row_number() over (order by (q.pressing and q.why in ('first_look', 'appeal', 'answered', 'decide', 'seat', 'claims')) desc,
    q.due_on nulls last, q.since, q.subject) as place
from desk_queue() q
order by place limit 50;
