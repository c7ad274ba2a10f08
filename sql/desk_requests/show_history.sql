-- What happened to a request, newest first.
-- :request text
select local(h.at) as at, 'history_' || h.deed as deed, h.who, h.role, h.why
from data.requests r cross join lateral desk_history(r.id) h
where r.ref = :'request' and r.community_id = here() and at_desk() order by h.at desc;
