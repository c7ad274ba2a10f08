-- Each look at contact details says whose and which were shown, a row an
-- owner: a person's number and mail, or a group's street and how to get in.
-- A coordinator looks outside any match.
set role nocape_owner;
set search_path = data, public;

alter table contact_views alter match_id drop not null,
	add ref text not null default new_ref(), add of_id bigint, add of_group_id bigint, add what text not null default 'contact',
	add constraint contact_views_ref_once unique (ref),
	add foreign key (community_id, of_id) references people (community_id, id),
	add foreign key (community_id, of_group_id) references groups (community_id, id);

alter table contact_views no force row level security;
alter table matches no force row level security;
alter table memberships no force row level security;
alter table requests no force row level security;
-- Who was there to be seen at that time; which details nobody wrote down.
with old as (
	select v.id, v.community_id, v.match_id, v.person_id, v.at, x.person_id as of_id, row_number() over (partition by v.id order by x.person_id) as n
	from contact_views v join matches m on m.id = v.match_id join requests r on r.id = m.request_id
	cross join lateral (
		select s.person_id from memberships s where s.group_id = m.group_id and (s.contact or s.person_id = r.asked_by)
		and s.since <= v.at and coalesce(s.left_at > v.at, true)
		and v.person_id in (select o.person_id from matches o where o.task_id = m.task_id)
		union select o.person_id from matches o where o.task_id = m.task_id and o.created_at <= v.at
		and (o.state <> 'released' or o.id = m.id)) x
	where x.person_id <> v.person_id
), first as (
	update contact_views v set of_id = o.of_id from old o where o.id = v.id and o.n = 1
)
insert into contact_views (community_id, match_id, person_id, at, of_id)
select o.community_id, o.match_id, o.person_id, o.at, o.of_id from old o where o.n > 1;
-- The others had left already: nothing was shown.
delete from contact_views where of_id is null;
alter table contact_views force row level security;
alter table matches force row level security;
alter table memberships force row level security;
alter table requests force row level security;

alter table contact_views alter what drop default,
	add constraint contact_views_of_one check (num_nonnulls(of_id, of_group_id) = 1),
	add constraint contact_views_what_fits check (case when of_id is not null then what in ('phone_address', 'address', 'contact')
	    else what in ('street_entry', 'street', 'entry') end);
create index contact_views_of on contact_views (of_id, id);
create index contact_views_of_group on contact_views (of_group_id, id) where of_group_id is not null;

drop policy contact_views_read on contact_views;
create policy contact_views_read on contact_views for select to nocape_web using (community_id = (select here())
    and ((select at_desk()) or person_id = (select me()) or of_id = (select me())
    or of_group_id in (select my_groups()) or match_id in (select my_matches())));

reset role;
reset search_path;
