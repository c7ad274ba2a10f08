-- Who promised what in a match: first what is due, then the three latest that are over.
-- :ref text
select * from (select p.kind || case when a.id is not null then '_day' else '' end as step, p.state, p.due_on::text as due_on,
    p.due_on < (app_now() at time zone current_setting('app.zone'))::date as late,
    (p.person_id is not null and p.person_id = me()) or (p.group_id is not null and in_group(p.group_id)) as mine,
    coalesce(split_part(w.name, ' ', 1), g.name) as owner, p.desk, local(a.starts_at) as starts_at,
    a.starts_at <= app_now() as over, p.id,
    row_number() over (partition by p.state = 'due' order by p.ended_at desc nulls last, p.id desc) as nth
from match_seen(:'ref') m join promises p on (p.match_id = m.id or (p.match_id = m.lead_id and p.kind <> 'first_message'
    and p.kind <> 'feedback')) and p.community_id = here()
left join people w on w.id = p.person_id left join groups g on g.id = p.group_id
left join appointments a on a.ref = p.subject_ref
where (m.agreed or p.kind = 'first_message') and p.state <> 'moved') s
where s.state = 'due' or s.nth <= 3
order by s.state <> 'due', case when s.state = 'due' then s.due_on end, s.id desc limit 20;
