-- The mail that may go now: codes first, whose ten minutes run, then what has waited longest; held for this transaction.
select o.id, o.community_id, coalesce(o.person_id::text, '') as person_id, o.kind, o.about, coalesce(o.address, '') as address,
    coalesce(o.secret, '') as secret, o.message_id, o.thread, o.tries,
    (o.created_at < app_now() - interval '3 days')::int as too_old
from data.outbox o
where o.state = 'waiting' and o.next_at <= app_now()
order by o.secret is null, o.next_at, o.id
limit 1
for update skip locked;
