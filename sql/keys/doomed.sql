-- The names of keys that are to be destroyed, some at a time.
select k.subject, k.noted from data.keys_to_destroy k order by k.since limit 100;
