-- Where the group is and how to get in, with the contact details.
-- :ref text
select g.street, g.entry_notes
from match_seen(:'ref') m join groups g on g.id = m.group_id
where m.talks and m.side = 'volunteer' and g.street <> '' and exists (select from contact_views v where v.match_id = m.id
    and v.person_id = me() and v.at > app_now() - interval '30 minutes');
