-- The mail could not go out: when it is tried again, or that we gave up.
-- :id bigint
-- :minutes int
-- :problem text
-- :give_up bool
update data.outbox set tries = tries + 1, problem = left(:'problem', 300),
    state = case when :'give_up' then 'given_up' else 'waiting' end,
    secret = case when :'give_up' then null else secret end,
    next_at = app_now() + make_interval(mins => :'minutes')
where id = :'id';
