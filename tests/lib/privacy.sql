-- What else can hold Tom's data, a row a table: x is his match, pg_temp.tom()
-- he, pg_temp.here() the community.  With a new table that leads to a person
-- add a row of his here: the erase and the archive are tried on it.
insert into data.blocks (community_id, person_id, blocked_id) values (pg_temp.here(), pg_temp.tom(), pg_temp.person('Amina'));
insert into data.suspensions (community_id, person_id, state, reason, next_step, made_by, ended_at)
values (pg_temp.here(), pg_temp.tom(), 'over', 'r', 'n', pg_temp.person('Ruth'), app_now());
insert into data.mailed_codes (community_id, person_id, purpose, address, browser_hash, code_hash, ends_at)
values (pg_temp.here(), pg_temp.tom(), 'proof', 'tom@pgtap.example', 'b', 'c', app_now());
insert into data.address_changes (community_id, person_id, old_address, new_address, right_hash, ends_at)
values (pg_temp.here(), pg_temp.tom(), 'before@pgtap.example', 'after@pgtap.example', repeat('d', 64), app_now());
insert into data.known_browsers (person_id, community_id, browser_hash) values (pg_temp.tom(), pg_temp.here(), 'b');
insert into data.totps (person_id, community_id, seed) values (pg_temp.tom(), pg_temp.here(), '1.abc');
insert into data.recovery_codes (community_id, person_id, code_hash, batch)
values (pg_temp.here(), pg_temp.tom(), repeat('e', 64), repeat('f', 64));
insert into data.safeguarders (person_id, community_id) values (pg_temp.tom(), pg_temp.here());
insert into data.reports (community_id, author_id, request_id, match_id, kind, words, copy, way, state, look_by, decision)
select pg_temp.here(), pg_temp.tom(), request_id, id, 'pitch', 'w', 'c', 'desk', 'sent', app_now()::date, 'd' from x;
insert into data.passkeys (community_id, person_id, credential, public_key, algorithm, counter, name)
values (pg_temp.here(), pg_temp.tom(), '\x01', '\x02', -7, 0, 'p');
