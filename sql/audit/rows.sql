-- The next rows to seal: what is hashed, column by column.
-- :after bigint
-- :upto bigint
select a.id, a.community_id, a.at, a.person_id, a.role, a.deed, a.kind, a.subject_id, a.why, a.visit
from data.audit a where a.id > :'after' and a.id <= :'upto' order by a.id limit 2000;
