-- Notes of the desk about a group, newest first.
-- :group text
select n.body, local(n.created_at) as at, p.name from data.desk_notes n
join data.groups g on g.id = n.subject_id and n.kind = 'group' join data.people p on p.id = n.author_id
where g.ref = :'group' and g.community_id = here() and at_desk() order by n.id desc limit 30;
