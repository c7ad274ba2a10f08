-- Notes of the desk about a person, newest first.
-- :person text
select n.body, local(n.created_at) as at, a.name from data.desk_notes n
join data.people p on p.id = n.subject_id and n.kind = 'person' join data.people a on a.id = n.author_id
where p.ref = :'person' and p.community_id = here() and at_desk() order by n.id desc limit 30;
