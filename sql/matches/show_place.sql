-- Where the group is and how to get in, with the contact details.
-- :ref text
select case when v.street then d.street end as street, case when v.entry then d.entry_notes end as entry_notes
from match_seen(:'ref') m cross join lateral group_door(m.group_id) d cross join lateral (
    select bool_or(w.what like 'street%') as street, bool_or(w.what like '%entry') as entry from contact_views w
    where w.match_id = m.id and w.person_id = me() and w.of_group_id = m.group_id and w.at > app_now() - interval '30 minutes') v
where m.talks and m.side = 'volunteer' and (v.street and d.street <> '' or v.entry and d.entry_notes <> '');
