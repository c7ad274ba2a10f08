-- An open task, or one that I have to do with: its public part, and what I
-- may do with it.
-- :task text
select t.ref, t.title, request_summary(t.request_id) as summary,
    nullif(t.summary, request_summary(t.request_id)) as more, t.kind, t.minutes, t.afar, p.name as place, nullif(p.region, '') as region, t.deadline,
    case t.state when 'filled' then 'filled' else t.state end as state, t.seats = 2 as two, t.waiting, 3 - t.waiting as places,
    t.waiting >= 3 as full, t.credential, t.pressing, g.name as group_name, g.does as group_does,
    seat_free(t.id, 'lead') as lead_free, seat_free(t.id, 'second') as second_free,
    b.own, t.state = 'open' and t.published as on_offer, me() is null as guest, as_volunteer() or at_desk() or b.own as may_read,
    at_desk() as desk, t.state = 'open' and t.published and (not at_desk() or v.person_id is not null) as may_offer, claims_barred(t, 'lead') as bar, v.state as my_state, v.agreed_at is null as my_draft,
    v.capacity, held(me()) as held, v.paused_until,
    (select max(c.ref) from data.claims c where c.task_id = t.id and c.person_id = me() and c.state = 'waiting') as claim_ref,
    (select max(i.ref) from data.invitations i where i.task_id = t.id and i.person_id = me() and i.state = 'sent') as invitation_ref,
    (select max(m.ref) from data.matches m where m.task_id = t.id and m.person_id = me() and m.state <> 'released') as match_ref,
    working_days(promise_days('claim')) as claim_by
from data.tasks t join data.groups g on g.id = t.group_id left join data.places p on p.id = t.place_id
left join data.volunteers v on v.person_id = me()
cross join lateral (select t.group_id in (select my_groups()) as own) b
where t.id = task_named(:'task') and t.community_id = here() and t.published;
