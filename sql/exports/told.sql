-- Who makes an archive, and when.
select c.name as community_name, local(app_now()) as made_at from data.communities c where c.id = here();
