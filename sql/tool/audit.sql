-- The whole trail with its seals, in order of the rows' ids.
select s.n, s.hash, a.id, a.community_id, a.at, a.person_id, a.role, a.deed, a.kind, a.subject_id, a.why, a.visit
from data.audit a left join data.seals s on s.audit_id = a.id order by a.id;
