-- The chain's last seal.
select s.n, s.audit_id, encode(s.hash, 'hex') as hash from data.seals s order by s.n desc limit 1;
