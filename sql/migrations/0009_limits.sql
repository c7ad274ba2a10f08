-- Tries are counted from the first one on, and each may make the next wait
-- longer; a browser in which somebody has signed in counts apart.
-- The table is logged, since a crash must give nobody their tries back; a try
-- costs a page of hashing or a mail, beside which that is nothing.
set role nocape_owner;
set search_path = data, public;

-- A table of its own: the release before counts in `limits` until it has
-- ended, and that goes with the next release.
create table tries (
	key text primary key,
	began_at timestamptz not null,
	ends_at timestamptz not null,
	next_at timestamptz not null,
	tries int not null,
	constraint tries_key_hashed check (key ~ '^[0-9a-f]{64}$'),
	constraint tries_tries_counted check (tries >= 0)
);
alter table tries enable row level security;
alter table tries force row level security;
create policy tries_deeds on tries to nocape_definer using (true) with check (true);
grant select, insert, update, delete on tries to nocape_definer;

-- The browser's own random cookie is what proves it, so no other is needed;
-- here it can be taken back.
create table known_browsers (
	person_id bigint not null,
	community_id bigint not null,
	browser_hash text not null,
	seen_at timestamptz not null default app_now(),
	primary key (person_id, browser_hash),
	foreign key (community_id, person_id) references people (community_id, id)
);
create index known_browsers_seen on known_browsers (community_id, seen_at);
alter table known_browsers enable row level security;
alter table known_browsers force row level security;
create policy known_browsers_deeds on known_browsers to nocape_definer using (community_id = (select here()))
    with check (community_id = (select here()));
grant select, insert, update, delete on known_browsers to nocape_definer;

reset role;
reset search_path;
