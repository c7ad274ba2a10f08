-- Which row a number was given to, and whether it is there.
-- :n bigint
select s.audit_id, exists (select from data.audit a where a.id = s.audit_id) as there
from data.seals s where s.n = :'n';
