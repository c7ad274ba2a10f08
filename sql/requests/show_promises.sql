-- Who promised what about a request: first what is due, then the three latest that are over.
-- :request text
select * from (select s.kind, s.state, s.owner, s.name, s.mine, s.due_on, s.late, s.match_ref,
    row_number() over (partition by s.state = 'due' order by s.due_on desc, s.kind) as nth
from data.requests r cross join lateral request_steps(r.id) s
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups()) and s.state <> 'moved') s
where s.state = 'due' or s.nth <= 3
order by s.state <> 'due', case when s.state = 'due' then s.due_on end, s.due_on desc limit 20;
