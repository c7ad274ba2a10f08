-- My passkeys.
select k.ref, k.name, k.backed_up, local(k.created_at) as since, local(k.used_at) as used, local(k.stopped_at) as stopped
from data.passkeys k where k.person_id = me() and k.community_id = here() order by k.id limit 20;
