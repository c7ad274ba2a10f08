-- A step that is due, for whoever has it.
-- :about jsonb
select p.kind || case when a.id is not null then '_day' else '' end as step, p.due_on::text as due_on, local(a.starts_at) as starts_at,
    case when m.ref is not null then '/matches/' || m.ref when p.kind = 'invitation' then '/invitations/' || p.subject_ref
    when r.ref is not null and p.group_id is not null then '/requests/' || r.ref else '/help' end as path
from promises p left join matches m on m.id = p.match_id left join requests r on r.id = p.request_id
left join appointments a on a.ref = p.subject_ref
where p.id = (:'about' ->> 'promise')::bigint and p.community_id = here() and p.state = 'due'
and (p.person_id = me() or in_group(p.group_id));
