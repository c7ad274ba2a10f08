-- Tries are counted from the first one on, and each may make the next wait
-- longer; a browser in which somebody has signed in counts apart.
-- The table is logged, since a crash must give nobody their tries back; a try
-- costs a page of hashing or a mail, beside which that is nothing.
set role nocape_owner;
set search_path = data, public;

truncate limits;
alter table limits drop constraint limits_pkey, add primary key (key);
alter table limits rename window_start to began_at;
alter table limits add ends_at timestamptz not null, add next_at timestamptz not null;
alter table limits add constraint limits_key_hashed check (key ~ '^[0-9a-f]{64}$');
alter table limits add constraint limits_tries_counted check (tries >= 0);

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
