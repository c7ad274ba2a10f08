-- What happened to a request, newest first.
-- :request text
select local(h.at) as at, 'history_' || h.deed as deed, h.who, h.role, h.why
from data.requests r cross join lateral desk_history(r.id) h
where r.ref = :'request' and r.community_id = here() and at_desk()
and h.deed not in ('asks_new', 'messages_new', 'matches_contact', 'work_notes_new', 'task_ended') order by h.at desc;
