-- The head to sign: after an hour with new rows, and after a day without.
select coalesce(h.id, 0) + 1 as id, s.n, encode(s.hash, 'hex') as hash,
    to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
from (select * from data.seals order by n desc limit 1) s
left join (select * from data.audit_heads order by id desc limit 1) h on true
where h.id is null or (h.n < s.n and h.at <= app_now() - interval '1 hour') or h.at <= app_now() - interval '1 day';
