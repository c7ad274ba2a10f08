-- What each role may do: the whole list, put in place at every migrate.
-- nocape_web reads what row-level security shows it and calls deeds.
grant usage on schema data to nocape_web, nocape_steward, nocape_definer, nocape_guard;
revoke create on schema data from nocape_definer, nocape_guard;
grant select on data.clock, data.communities, data.places, data.skills, data.people, data.accounts,
    data.coordinators, data.logins, data.groups, data.memberships, data.member_invitations, data.volunteers,
    data.volunteer_skills, data.credentials, data.requests, data.questions, data.tasks, data.task_skills,
    data.claims, data.invitations, data.matches, data.appointments, data.bookings, data.messages,
    data.work_notes, data.desk_notes, data.handovers, data.feedback, data.outcomes, data.promises,
    data.demo_mails, data.contact_views, data.retention,
    data.suspensions, data.safeguarders, data.blocks, data.backups to nocape_web;
-- Whether somebody has a second step is nobody else's business.
revoke select on data.people from nocape_web;
grant select (id, community_id, ref, name, state, created_at) on data.people to nocape_web;
-- What a report says is read through reports_seen() alone, by who may.
grant select (id, community_id, ref, author_id, kind, way, state, look_by, created_at) on data.reports to nocape_web;
-- Where a group is, and how to get in, is read through group_door() alone.
revoke select on data.groups from nocape_web;
grant select (id, community_id, ref, name, does, town, place_id, registration, registration_number, state, reason,
    next_step, vetted_by, vetted_at, created_at) on data.groups to nocape_web;
revoke select on data.accounts from nocape_web;
grant select (person_id, community_id, address, phone, vault, language) on data.accounts to nocape_web;
revoke select on data.logins from nocape_web;
grant select (id, ref, community_id, person_id, idle, browser, created_at, seen_at, ends_at, ended_at, factor, proved_at, replaced_at)
    on data.logins to nocape_web;
grant select (id, ref, community_id, person_id, backed_up, name, created_at, used_at, stopped_at) on data.passkeys to nocape_web;
grant select, update, delete on data.outbox to nocape_steward;
grant select, update on data.promises to nocape_steward;
grant insert on data.demo_mails to nocape_steward;
-- nocape_guard finds out who comes: visit() alone runs as it.
grant select on data.clock, data.communities, data.logins, data.people, data.coordinators, data.volunteers,
    data.memberships to nocape_guard;
grant update (seen_at) on data.logins to nocape_guard;
-- The sealer adds seals and heads, and changes none; it mails a head.
grant select on data.audit, data.seals, data.audit_heads, data.audit_id_seq to nocape_steward;
grant insert on data.seals, data.audit_heads, data.outbox to nocape_steward;
-- nocape_audit reads the trail, for `nocape audit verify`, and nothing else.
grant usage on schema data to nocape_audit;
grant select on data.audit, data.seals, data.audit_heads to nocape_audit;
grant select, delete on data.keys_to_destroy to nocape_steward;
revoke select on data.exports from nocape_web;
grant select (id, community_id, ref, person_id, state, asked_at, made_at, ends_at, over_at) on data.exports to nocape_web;
