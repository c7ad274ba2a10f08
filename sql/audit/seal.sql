-- Seals rows: their ids in order, and their hashes as hex one after the other.
-- :first bigint
-- :ids bigint[]
-- :hashes text
-- Taken apart as bytes: in text each place is counted from the beginning.
with given as materialized (select decode(:'hashes', 'hex') as bytes)
insert into data.seals (n, audit_id, hash)
select :'first' + i.at - 1, i.id, substr(g.bytes, 1 + 32 * (i.at - 1)::int, 32)
from given g, unnest(:'ids') with ordinality i (id, at);
