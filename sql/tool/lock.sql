-- Waits until no other migrate runs; held until the connection ends.
select pg_advisory_lock(hashtext('nocape migrate'));
