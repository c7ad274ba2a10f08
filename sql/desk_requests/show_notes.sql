-- Notes of the desk about a request, newest first.
-- :request text
select n.body, local(n.created_at) as at, p.name from data.desk_notes n
join data.requests r on r.id = n.subject_id and n.kind = 'request' join data.people p on p.id = n.author_id
where r.ref = :'request' and r.community_id = here() and at_desk() order by n.id desc limit 30;
