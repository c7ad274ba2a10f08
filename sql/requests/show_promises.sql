-- Who promised what about a request: what is due first, then what was.
-- :request text
select s.kind, s.state, s.owner, s.name, s.mine, s.due_on, s.late, s.match_ref
from data.requests r cross join lateral request_steps(r.id) s
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups())
order by s.state <> 'due', case when s.state = 'due' then s.due_on end, s.due_on desc limit 30;
