-- Somebody asked for all that we have about them: who waits longest, held.
select n.id, n.community_id, n.person_id from exports_next() n;
