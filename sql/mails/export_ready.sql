-- Somebody's archive is there, until when.
-- :about jsonb
select e.ref, local(e.ends_at) as ends_at from data.exports e
where e.person_id = me() and e.ref = (:'about')::jsonb ->> 'export' and e.state = 'made';
