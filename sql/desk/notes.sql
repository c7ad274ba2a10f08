-- Notes of the desk about a request, a group or a person, newest first.
-- :kind text
-- :subject text
select n.body, local(n.created_at) as at, p.name from data.desk_notes n join data.people p on p.id = n.author_id
where n.community_id = here() and at_desk() and n.kind = :'kind' and n.subject_id = case :'kind'
    when 'request' then (select r.id from data.requests r where r.ref = :'subject')
    when 'group' then (select g.id from data.groups g where g.ref = :'subject')
    else (select o.id from data.people o where o.ref = :'subject') end
order by n.id desc limit 30;
