-- Where I am signed in, this browser first.
select l.ref, l.browser, local(l.created_at) as since, local(l.seen_at) as seen, l.id = login_id() as here, l.factor
from data.logins l where l.person_id = me() and l.community_id = here() and l.ended_at is null and l.replaced_at is null and l.ends_at > app_now()
and l.seen_at > app_now() - l.idle order by here desc, l.seen_at desc, l.id desc limit 20;
