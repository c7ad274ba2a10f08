-- Seals rows: their ids in order, and their hashes as hex one after the other.
-- :first bigint
-- :ids bigint[]
-- :hashes text
insert into data.seals (n, audit_id, hash)
select :'first' + i.at - 1, i.id, decode(substr(:'hashes', 1 + 64 * (i.at - 1)::int, 64), 'hex')
from unnest(:'ids') with ordinality i (id, at);
