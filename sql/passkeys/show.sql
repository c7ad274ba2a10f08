-- One of my passkeys.
-- :ref text
select k.ref, k.name, local(k.created_at) as since, local(k.used_at) as used
from data.passkeys k where k.ref = :'ref' and k.person_id = me() and k.community_id = here();
