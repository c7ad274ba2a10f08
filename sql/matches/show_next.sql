-- The next step of a match: whose it is and by when.
-- :ref text
select p.kind || case when a.id is not null then '_day' else '' end as step, p.due_on::text as due_on,
    p.due_on < (app_now() at time zone current_setting('app.zone'))::date as late,
    (p.person_id is not null and p.person_id = me()) or (p.group_id is not null and in_group(p.group_id)) as mine,
    coalesce(split_part(w.name, ' ', 1), g.name) as owner, local(a.starts_at) as starts_at,
    a.starts_at <= app_now() as over, a.ref as appointment
from match_seen(:'ref') m join promises p on (p.match_id = m.id or (p.match_id = m.lead_id and p.kind <> 'first_message'
    and p.kind <> 'feedback')) and p.state = 'due' and p.community_id = here()
left join people w on w.id = p.person_id left join groups g on g.id = p.group_id
left join appointments a on a.ref = p.subject_ref
order by (p.person_id = me() or in_group(p.group_id)) is not true, p.due_on, p.id limit 1;
