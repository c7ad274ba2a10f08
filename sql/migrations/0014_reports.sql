-- What I look after, for all reports at once: which tasks and groups I have a
-- part in is looked up once, and not once a report.
set search_path = data, public;
create or replace function my_reports() returns setof bigint language sql stable security definer set search_path = data as $$
	select r.id from reports r where r.community_id = here() and me() is not null
	and ((r.way = 'desk' and at_desk()) or (r.way = 'safeguarding' and me() in (select s.person_id from safeguarders s
	    where s.community_id = here())))
	and r.author_id <> me() and r.about_id is distinct from me()
	and (r.match_id is null or r.match_id not in (select m.id from matches o join matches m on m.task_id = o.task_id
	    where o.person_id = me()))
	and r.request_id not in (select q.id from memberships s join requests q on q.group_id = s.group_id where s.person_id = me())
$$;
reset search_path;
