-- The names of keys that are to be destroyed, some at a time.  An archive's
-- stays until who fetches it has opened it, which is after its commit; since
-- when is not yet to come, unless a clock was moved back.
select k.subject, k.noted from data.keys_to_destroy k
where k.noted or k.since not between data.app_now() - interval '5 seconds' and data.app_now()
order by k.since limit 100;
