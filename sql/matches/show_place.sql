-- Where the group is and how to get in, with the contact details.
-- :ref text
select d.street, d.entry_notes
from match_seen(:'ref') m cross join lateral group_door(m.group_id) d
where m.talks and m.side = 'volunteer' and d.street || d.entry_notes <> '' and exists (select from contact_views v where v.match_id = m.id
    and v.person_id = me() and v.at > app_now() - interval '30 minutes');
