-- What a person has raised a hand for, was asked, or has a seat of; newest first.
-- :person text
select l.kind, l.state, l.title, l.task_ref, l.group_name, local(l.at) as at from (
	select 'claim' as kind, c.state, t.title, t.ref as task_ref, g.name as group_name, c.created_at as at
	from data.claims c join data.people p on p.id = c.person_id join data.tasks t on t.id = c.task_id
	join data.groups g on g.id = t.group_id where p.ref = :'person' and p.community_id = here()
	union all
	select 'invitation', i.state, t.title, t.ref, g.name, i.created_at
	from data.invitations i join data.people p on p.id = i.person_id join data.tasks t on t.id = i.task_id
	join data.groups g on g.id = t.group_id where p.ref = :'person' and p.community_id = here()
	union all
	select 'match', m.state, t.title, t.ref, g.name, m.created_at
	from data.matches m join data.people p on p.id = m.person_id join data.tasks t on t.id = m.task_id
	join data.groups g on g.id = t.group_id where p.ref = :'person' and p.community_id = here()
) l where at_desk() order by l.at desc limit 20;
