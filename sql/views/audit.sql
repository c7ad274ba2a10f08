-- Sealing the trail: which of its rows are settled.

-- Up to which id no row can come any more.  An id is drawn after its table is
-- locked for writing, so whoever may still bring a lower one held that lock
-- when the highest was looked up; NULL when one of them takes over a second.
create function audit_settled() returns bigint language plpgsql as $$
declare
	upto bigint := (select s.last_value from data.audit_id_seq s);
	writers text[] := array(select l.virtualtransaction from pg_locks l where l.locktype = 'relation'
	    and l.relation = 'data.audit'::regclass and l.mode = 'RowExclusiveLock' and l.pid is distinct from pg_backend_pid()
	    and l.database = (select d.oid from pg_database d where d.datname = current_database()));
begin
	for i in 1 .. 100 loop
		if not exists (select from pg_locks l where l.virtualtransaction = any (writers)
		    and l.relation = 'data.audit'::regclass) then
			return upto;
		end if;
		perform pg_sleep(0.01);
	end loop;
	return null;
end $$;
