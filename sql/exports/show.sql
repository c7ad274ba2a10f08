-- My newest archive, and whether I may ask for one now.
select e.ref, e.state, local(e.asked_at) as asked_at, local(e.ends_at) as ends_at, local(e.over_at) as over_at,
    coalesce(e.state, '') not in ('asked', 'made') and coalesce(e.asked_at <= app_now() - interval '1 day', true) as may_ask,
    local(e.asked_at + interval '1 day') as ask_at, coalesce(e.state = 'made' and e.ends_at > app_now(), false) as ready,
    coalesce(e.state = 'made' and e.ends_at <= app_now() or e.state = 'expired', false) as past
from (select 1) one left join lateral (select o.ref, o.state, o.asked_at, o.ends_at, o.over_at from data.exports o where o.person_id = me() and o.community_id = here()
    order by o.asked_at desc, o.id desc limit 1) e on true;
