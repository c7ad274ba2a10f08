-- Whose data stands in which column: what it is, why, how long, who sees it
-- and what an erase does.  Written down anew at every migrate.  The privacy
-- page, the archive and the erase are made from these lines, so a column that
-- is not told here would be missed: tests/sql/privacy.sql lets none through.
--
-- A table:  'none: what it holds'  covers all of its columns; or
--   'rows: what a row is | step: S | of: WHOSE | why: ... | keep: HOW LONG | seen: WHO | erase: WHAT'
-- and then each column:  'none: ...'  the program's own, says nothing of a person
--   'fact: ...'    a time, a state, a choice: in the archive, goes with its row
--   'person: ...'  can hold what somebody wrote or who they are; may add of, why,
--                  keep, seen, erase where it differs from its table, and
--                  'sealed: COLUMN', the column that names the key it is sealed with.
-- step   arrive, ask, offer, meet, after or run: its part of the privacy page
-- of     COLUMN (holds people.id) · COLUMN as address · COLUMN through TABLE.KEY.COLUMN
--        · COLUMN through TABLE.KEY.COLUMN while COLUMN is empty (of that TABLE)
--        · COLUMN when COLUMN is WORD; several with "or" between them
-- keep   words, or the name of a setting and since when: 'keep_mails after it was sent'
-- erase  removed (the row goes) · emptied · emptied, shows WORDS · kept because WORDS
--        · kept without the name because WORDS
--        A 'kept' table's columns may be emptied; a 'removed' one's go with their row.
do $$
declare
	c record;
begin
	for c in select table_name as t, column_name as c from information_schema.columns
	    where table_schema = 'data' and column_name in ('id', 'community_id') loop
		execute format('comment on column data.%I.%I is %L', c.t, c.c, 'none: a number of the program');
	end loop;
	for c in select table_name as t from information_schema.columns where table_schema = 'data' and column_name = 'ref' loop
		execute format('comment on column data.%I.ref is %L', c.t, 'fact: the reference');
	end loop;
end $$;

-- ---- nobody's -----------------------------------------------------------------

comment on table data.clock is 'none: how far the clock of this database is moved; tests only';
comment on table data.ref_seed is 'none: what references are made from';
comment on table data.communities is 'none: the programmes of this installation';
comment on table data.places is 'none: towns of the world, from GeoNames (CC BY 4.0)';
comment on table data.skills is 'none: what a volunteer can know; the words stand in assets/words/skills.say as skill_<key>';
comment on table data.transitions is 'none: which state may follow which';
comment on table data.tries is 'none: counted tries under hashes, never an address; a day.  Logged, so that a crash gives nobody their tries back';
comment on table data.limits is 'none: what the release before counted; empty soon, and gone with the next';
comment on table data.task_skills is 'none: what a task asks for';
comment on table data.figures is 'none: counts of a whole community';
comment on table data.keys_to_destroy is 'none: names of keys that are about to go';
comment on table data.retention is 'none: how long things are kept, as the settings say';
comment on table data.tasks is 'none: the work a coordinator cut out of a story, in words without names';
comment on column data.clock.ahead is 'none: how far the clock is moved';
comment on column data.tasks.ref is 'none: the reference';
comment on column data.tasks.minutes is 'none: total effort of one seat, all visits and writing included';
comment on column data.tasks.waiting is 'none: how many claims wait: kept by a trigger, so that a list needs no count';
comment on column data.tasks.languages is 'none: any one of these must be shared';
comment on column data.tasks.group_name is 'none: groups.name, kept by triggers, so that a list reads one table';
comment on column data.tasks.town is 'none: places.name, kept by a trigger, so that a list reads one table';

-- ---- arrive: an account ---------------------------------------------------------

comment on table data.people is 'rows: Who you are here | step: arrive | of: id | why: so that people know who they are talking to | keep: as long as you have an account | seen: your group, whoever you have to do with, and coordinators | erase: kept because what you did with others has to stay told; nothing in it says who you were';
comment on column data.people.name is 'person: your name | erase: emptied, shows Somebody who left';
comment on column data.people.state is 'fact: whether the account is in use';
comment on column data.people.created_at is 'fact: since when you are here';
comment on column data.people.kept_apart is 'none: whether lists have to look who is kept apart from whom';
comment on column data.people.has_factor is 'fact: whether you use a second step to sign in';

comment on table data.accounts is 'rows: How we reach you | step: arrive | of: person_id | why: so that you can sign in and get our mails | keep: as long as you have an account | seen: you and coordinators; people you are matched with, while you are | erase: removed';
comment on column data.accounts.person_id is 'none: whose it is';
comment on column data.accounts.address is 'person: your mail address';
comment on column data.accounts.password_hash is 'none: a scrambled form of the password, nobody can read it';
comment on column data.accounts.handle is 'none: what your devices keep your passkeys under, a random number';
comment on column data.accounts.phone is 'person: your phone number | why: so that people you are matched with can ring you | sealed: vault';
comment on column data.accounts.vault is 'none: names the key that opens what is sealed of you';
comment on table data.to_seal is 'none: what was written in plain, for the moment until it is sealed where it belongs';
comment on column data.accounts.language is 'fact: the language you read in';

comment on column data.accounts.used_at is 'fact: when you last came, as far as logins do not tell';
comment on column data.accounts.warned_at is 'fact: when we told you that an unused account goes';

comment on table data.coordinators is 'rows: That you are a coordinator | step: run | of: person_id | why: so that you can do what coordinators do | keep: as long as you are one | seen: everybody you have to do with | erase: removed';
comment on column data.coordinators.person_id is 'none: whose it is';
comment on column data.coordinators.since is 'fact: since when';

comment on table data.passkeys is 'rows: A passkey that signs you in | step: arrive | of: person_id | why: so that your phone or computer can sign you in | keep: until you remove it | seen: you alone | erase: removed';
comment on column data.passkeys.person_id is 'none: whose it is';
comment on column data.passkeys.credential is 'none: the number your device gave it';
comment on column data.passkeys.public_key is 'none: the half of the key that everybody may know';
comment on column data.passkeys.algorithm is 'none: which kind of key it is';
comment on column data.passkeys.counter is 'none: how often it was used, as it says itself';
comment on column data.passkeys.backed_up is 'fact: whether several of your devices may have it';
comment on column data.passkeys.name is 'person: the name you gave it';
comment on column data.passkeys.created_at is 'fact: when you added it';
comment on column data.passkeys.used_at is 'fact: when it was last used';
comment on column data.passkeys.stopped_at is 'fact: when we stopped it, because there may be a copy';
comment on table data.challenges is 'none: random words that devices signed, so that none is taken twice; a day';

comment on table data.known_browsers is 'rows: In which browsers you signed in before | step: arrive | of: person_id | why: so that a stranger who tries passwords cannot keep you out | keep: 400 days | seen: nobody | erase: removed';
comment on column data.known_browsers.person_id is 'none: whose it is';
comment on column data.known_browsers.browser_hash is 'none: a scrambled form of what your browser holds';
comment on column data.known_browsers.seen_at is 'fact: when you last signed in with it';
comment on table data.logins is 'rows: Where you are or were signed in | step: arrive | of: person_id | why: so that you can see it and end it | keep: keep_logins after it ended | seen: you alone | erase: removed';
comment on column data.logins.person_id is 'none: whose it is';
comment on column data.logins.token_hash is 'none: a scrambled form of what your browser holds';
comment on column data.logins.browser is 'person: which browser on which kind of computer';
comment on column data.logins.idle is 'fact: after how long without a visit it ends';
comment on column data.logins.created_at is 'fact: when you signed in';
comment on column data.logins.seen_at is 'fact: when it was last used';
comment on column data.logins.ends_at is 'fact: when it ends by itself';
comment on column data.logins.ended_at is 'fact: when it was ended';
comment on column data.logins.factor is 'fact: which second step was taken';
comment on column data.logins.factor_at is 'fact: when it was taken';
comment on column data.logins.proved_at is 'fact: when you last proved that it is you';
comment on column data.logins.replaced_at is 'fact: when a new one took its place';

comment on table data.totps is 'rows: That your phone makes codes for signing in | step: arrive | of: person_id | why: so that somebody who knows your password or reads your mail cannot come in | keep: until you turn it off; one day when it was shown and never used | seen: you alone | erase: removed';
comment on column data.totps.person_id is 'none: whose it is';
comment on column data.totps.state is 'fact: whether it is in use';
comment on column data.totps.seed is 'none: the secret that your phone shares with us, sealed';
comment on column data.totps.last_step is 'none: the half minute of the last code, so that none counts twice';
comment on column data.totps.created_at is 'fact: since when';

comment on table data.recovery_codes is 'rows: Recovery codes for a day without your phone | step: arrive | of: person_id | why: so that a lost phone does not shut you out | keep: as long as you have an account | seen: you alone, and the codes themselves once | erase: removed';
comment on column data.recovery_codes.person_id is 'none: whose it is';
comment on column data.recovery_codes.code_hash is 'none: a scrambled form of the code';
comment on column data.recovery_codes.batch is 'none: which codes were made together';
comment on column data.recovery_codes.made_at is 'fact: when it was made';
comment on column data.recovery_codes.used_at is 'fact: when it was used';
comment on column data.recovery_codes.ended_at is 'fact: when new ones took its place';

comment on table data.mailed_codes is 'rows: Codes we mailed you to be sure that it is you | step: arrive | of: person_id | why: so that only you can change how you sign in | keep: one day | seen: nobody | erase: removed';
comment on column data.mailed_codes.person_id is 'none: whose it is';
comment on column data.mailed_codes.purpose is 'fact: what it was for';
comment on column data.mailed_codes.address is 'person: the mail address it went to';
comment on column data.mailed_codes.browser_hash is 'none: ties the code to the browser that asked';
comment on column data.mailed_codes.code_hash is 'none: a scrambled form of the code';
comment on column data.mailed_codes.tries is 'fact: how often a code was typed';
comment on column data.mailed_codes.next_path is 'none: the page that comes next';
comment on column data.mailed_codes.created_at is 'fact: when you asked for it';
comment on column data.mailed_codes.ends_at is 'fact: until when it could be used';
comment on column data.mailed_codes.used_at is 'fact: when it was used';

comment on table data.address_changes is 'rows: That your mail address was changed | step: arrive | of: person_id | why: so that you can put the old one back if it was not you | keep: eight days | seen: nobody | erase: removed';
comment on column data.address_changes.person_id is 'none: whose it is';
comment on column data.address_changes.old_address is 'person: the mail address you had';
comment on column data.address_changes.new_address is 'person: the mail address that took its place';
comment on column data.address_changes.right_hash is 'none: a scrambled form of the right in the link';
comment on column data.address_changes.changed_at is 'fact: when it was changed';
comment on column data.address_changes.ends_at is 'fact: until when it can be put back';
comment on column data.address_changes.ended_at is 'fact: when it was put back, or could be no more';

comment on table data.sign_ins is 'rows: Codes we mailed you to sign in or to join | step: arrive | of: person_id or address as address | why: so that only you can sign in | keep: keep_sign_ins after it was used; one day when it was not | seen: nobody | erase: removed';
comment on column data.sign_ins.person_id is 'none: whose it is';
comment on column data.sign_ins.address is 'person: the mail address it went to';
comment on column data.sign_ins.name is 'person: the name you typed when you joined';
comment on column data.sign_ins.phone is 'person: the phone number you typed when you joined | sealed: vault';
comment on column data.sign_ins.vault is 'none: names the key of that number, until your account takes both over';
comment on column data.sign_ins.browser_hash is 'none: ties the code to the browser that asked';
comment on column data.sign_ins.code_hash is 'none: a scrambled form of the code';
comment on column data.sign_ins.tries is 'fact: how often a code was typed';
comment on column data.sign_ins.next_path is 'none: the page that comes next';
comment on column data.sign_ins.created_at is 'fact: when you asked for it';
comment on column data.sign_ins.ends_at is 'fact: until when it could be used';
comment on column data.sign_ins.used_at is 'fact: when it was used';

comment on table data.kept_forms is 'none: what was typed when a login had ended, for that browser alone; we cannot tell whose it is, and it goes after an hour';
comment on table data.operations is 'rows: That a form was sent, so that it counts once | step: run | of: person_id | why: so that a form sent twice does its work once | keep: keep_operations after it was sent | seen: nobody | erase: removed';
comment on column data.operations.person_id is 'none: whose it is';
comment on column data.operations.operation is 'none: the number of the form';
comment on column data.operations.body_hash is 'none: a scrambled form of what was sent';
comment on column data.operations.answer is 'none: how it was answered';
comment on column data.operations.said is 'none: the sentence that was shown';
comment on column data.operations.at is 'fact: when it was sent';

comment on table data.exports is 'rows: That you asked for all that we have about you | step: run | of: person_id | why: so that it can be made and fetched once | keep: keep_operations after you asked; the archive itself one day, and until you fetched it | seen: you alone | erase: removed';
comment on column data.exports.person_id is 'none: whose it is';
comment on column data.exports.state is 'fact: what became of it';
comment on column data.exports.asked_at is 'fact: when you asked';
comment on column data.exports.made_at is 'fact: when it was made';
comment on column data.exports.ends_at is 'fact: until when it could be fetched';
comment on column data.exports.over_at is 'fact: when it was fetched or had expired';
comment on column data.exports.next_at is 'none: when it is tried once more';
comment on column data.exports.vault is 'none: the name of the key that the archive is sealed with';
comment on column data.exports.archive is 'none: the archive, sealed with a key of its own; it holds what stands in it already';

-- ---- ask: a group and what it asks for --------------------------------------------

comment on table data.groups is 'rows: The group you belong to | step: ask | of: id through memberships.group_id.person_id while left_at is empty | why: so that volunteers know whom they help, and where | keep: as long as the group is here | seen: its members and coordinators; name, town and what it does also volunteers | erase: kept because the group goes on without you; when you are its last member, all of it goes';
comment on column data.groups.name is 'person: the name of the group';
comment on column data.groups.does is 'person: what it does';
comment on column data.groups.town is 'person: its town, as it was typed';
comment on column data.groups.place_id is 'none: the town chosen for it';
comment on column data.groups.registration is 'fact: whether it is registered';
comment on column data.groups.registration_number is 'person: its registration number';
comment on column data.groups.vault is 'none: names the key that opens what is sealed of the group';
comment on column data.groups.street is 'person: its street address | seen: its members, coordinators, and the volunteer who visits, while they are matched | sealed: vault';
comment on column data.groups.entry_notes is 'person: how to get in | seen: its members, coordinators, and the volunteer who visits, while they are matched | sealed: vault';
comment on column data.groups.state is 'fact: whether a coordinator has looked at it';
comment on column data.groups.reason is 'person: why we could not take it in';
comment on column data.groups.next_step is 'person: what we suggested instead';
comment on column data.groups.vetted_by is 'none: which coordinator looked';
comment on column data.groups.vetted_at is 'fact: when a coordinator looked';
comment on column data.groups.created_at is 'fact: since when it is here';

comment on table data.memberships is 'rows: That you belong to a group | step: ask | of: person_id | why: so that you can act for it | keep: as long as you have an account | seen: the group, its volunteers and coordinators | erase: kept because the group can see that somebody was there; it does not say who';
comment on column data.memberships.group_id is 'fact: the group';
comment on column data.memberships.person_id is 'none: whose it is';
comment on column data.memberships.contact is 'fact: whether you are the one to be asked first';
comment on column data.memberships.since is 'fact: since when';
comment on column data.memberships.left_at is 'fact: when you left';
comment on column data.memberships.leaving_at is 'fact: since when you wait for somebody to take over';

comment on table data.member_invitations is 'rows: That a group asked you to join it | step: ask | of: address as address | why: so that you can join the group | keep: keep_member_invitations after it was sent | seen: the group and coordinators | erase: removed';
comment on column data.member_invitations.group_id is 'fact: the group';
comment on column data.member_invitations.address is 'person: the mail address it went to';
comment on column data.member_invitations.invited_by is 'none: who asked';
comment on column data.member_invitations.state is 'fact: what became of it';
comment on column data.member_invitations.created_at is 'fact: when it was sent';
comment on column data.member_invitations.asked_at is 'fact: when it was sent last';

comment on table data.requests is 'rows: What you asked for, for your group | step: ask | of: asked_by | why: so that somebody can help | keep: keep_requests after it ended | seen: your group, coordinators, and volunteers while it is open | erase: kept without the name because it is the group that asked, and it may still be helped; when you are its last member, the words go';
comment on column data.requests.group_id is 'fact: the group';
comment on column data.requests.asked_by is 'none: who typed it';
comment on column data.requests.state is 'fact: where it stands';
comment on column data.requests.title is 'person: its title';
comment on column data.requests.goal is 'person: what you want to get done';
comment on column data.requests.today is 'person: how you do it today';
comment on column data.requests.hurts is 'person: where it hurts';
comment on column data.requests.affected is 'person: who is affected';
comment on column data.requests.since is 'person: since when';
comment on column data.requests.tried is 'person: what was tried';
comment on column data.requests.uses is 'person: what you use';
comment on column data.requests.reach is 'fact: whether somebody has to come';
comment on column data.requests.town is 'person: the town, as it was typed';
comment on column data.requests.place_id is 'none: the town chosen for it';
comment on column data.requests.hours is 'fact: when it suits you';
comment on column data.requests.hours_words is 'person: when it suits you, in words';
comment on column data.requests.pressing is 'fact: how much it presses';
comment on column data.requests.pressing_words is 'person: why it presses';
comment on column data.requests.wanted_by is 'fact: the day you need it';
comment on column data.requests.measure is 'person: how you will notice that it is better';
comment on column data.requests.measure_now is 'person: how that stands now';
comment on column data.requests.summary is 'person: what a coordinator made of it, in short';
comment on column data.requests.reason is 'person: why it ended';
comment on column data.requests.next_step is 'person: what was suggested instead';
comment on column data.requests.appealed is 'fact: whether you answered a no';
comment on column data.requests.words_gone_at is 'fact: when the words went';
comment on column data.requests.state_before is 'none: where it stood before a question';
comment on column data.requests.created_at is 'fact: when it was begun';
comment on column data.requests.sent_at is 'fact: when it was sent';
comment on column data.requests.changed_at is 'fact: when the story was last added to after it was sent';
comment on column data.requests.read_at is 'fact: when a coordinator read it';
comment on column data.requests.opened_at is 'fact: when volunteers could see it';
comment on column data.requests.matched_at is 'fact: when somebody was found';
comment on column data.requests.done_at is 'fact: when it was done';
comment on column data.requests.ended_at is 'fact: when it ended';

comment on table data.questions is 'rows: What a coordinator asked back, and what you answered | step: ask | of: answered_by | why: so that the story is understood | keep: keep_requests after the request ended | seen: your group and coordinators | erase: kept without the name because it belongs to the story of the group';
comment on column data.questions.request_id is 'fact: the request';
comment on column data.questions.asked_by is 'none: which coordinator asked';
comment on column data.questions.body is 'person: the question';
comment on column data.questions.asked_at is 'fact: when it was asked';
comment on column data.questions.answer is 'person: your answer';
comment on column data.questions.answered_by is 'none: who answered';
comment on column data.questions.answered_at is 'fact: when you answered';

-- ---- offer: a volunteer -------------------------------------------------------------

comment on table data.volunteers is 'rows: What you offer as a volunteer | step: offer | of: person_id | why: so that we can suggest what suits you | keep: as long as you have an account | seen: you, coordinators, and groups you are matched with | erase: removed';
comment on column data.volunteers.person_id is 'none: whose it is';
comment on column data.volunteers.state is 'fact: whether a coordinator has talked with you';
comment on column data.volunteers.words is 'person: what you say about yourself';
comment on column data.volunteers.town is 'person: your town, as it was typed';
comment on column data.volunteers.place_id is 'none: the town chosen for it';
comment on column data.volunteers.reach_km is 'fact: how far you go';
comment on column data.volunteers.afar is 'fact: whether you help from afar';
comment on column data.volunteers.languages is 'fact: the languages you speak';
comment on column data.volunteers.hours is 'fact: when you have time';
comment on column data.volunteers.capacity is 'fact: how much you take on at once';
comment on column data.volunteers.paused_until is 'fact: until when you take a break';
comment on column data.volunteers.interests is 'person: what you sell or earn in this field';
comment on column data.volunteers.agreed_at is 'fact: when the conduct agreement was ticked and the profile sent; empty: still being written';
comment on column data.volunteers.asked_at is 'fact: when a coordinator last invited you: asked least recently goes first';
comment on column data.volunteers.reason is 'person: why we said no';
comment on column data.volunteers.next_step is 'person: what we suggested instead';
comment on column data.volunteers.vetted_by is 'none: which coordinator looked';
comment on column data.volunteers.vetted_at is 'fact: when a coordinator looked';
comment on column data.volunteers.created_at is 'fact: since when';

comment on table data.volunteer_skills is 'rows: What you know | step: offer | of: person_id | why: so that groups get somebody who knows it | keep: as long as you have an account | seen: you, coordinators, and groups you are matched with | erase: removed';
comment on column data.volunteer_skills.person_id is 'none: whose it is';
comment on column data.volunteer_skills.skill is 'fact: the skill';
comment on column data.volunteer_skills.level is 'fact: 1 has done it once or twice, 2 does it without help, 3 could teach it';
comment on column data.volunteer_skills.checked_by is 'none: which coordinator saw it';
comment on column data.volunteer_skills.checked_at is 'fact: when a coordinator saw it';
comment on column data.volunteer_skills.checked_until is 'fact: until when that counts';

comment on table data.credentials is 'rows: Papers and references that you showed us; never the paper itself | step: offer | of: person_id | why: so that groups can trust what was checked | keep: as long as you have an account | seen: you and coordinators | erase: removed';
comment on column data.credentials.person_id is 'none: whose it is';
comment on column data.credentials.kind is 'fact: what it is';
comment on column data.credentials.title is 'person: its title';
comment on column data.credentials.issuer is 'person: who gave it';
comment on column data.credentials.state is 'fact: whether it was checked';
comment on column data.credentials.checked_by is 'none: which coordinator looked';
comment on column data.credentials.checked_at is 'fact: when a coordinator looked';
comment on column data.credentials.valid_until is 'fact: until when it counts';
comment on column data.credentials.how is 'person: how it was checked';
comment on column data.credentials.created_at is 'fact: when you told us';

comment on table data.claims is 'rows: That you offered to take a task | step: offer | of: person_id | why: so that a coordinator can answer you | keep: keep_requests after the request ended | seen: you, the group and coordinators | erase: kept because a coordinator''s answer has to stay told; your words go';
comment on column data.claims.task_id is 'fact: the task';
comment on column data.claims.person_id is 'none: whose it is';
comment on column data.claims.seat is 'fact: which seat';
comment on column data.claims.state is 'fact: what became of it';
comment on column data.claims.place is 'none: its place among those that wait';
comment on column data.claims.words is 'person: what you wrote | erase: emptied';
comment on column data.claims.read_story is 'fact: that you read the story';
comment on column data.claims.reason is 'person: what you were answered, or why you took it back | erase: emptied';
comment on column data.claims.created_at is 'fact: when';
comment on column data.claims.decided_by is 'none: which coordinator decided';
comment on column data.claims.decided_at is 'fact: when it was decided';

comment on table data.invitations is 'rows: That a coordinator asked you to help | step: offer | of: person_id | why: so that you can answer | keep: keep_requests after the request ended | seen: you and coordinators | erase: kept because a coordinator has to see who was asked already; the words go';
comment on column data.invitations.task_id is 'fact: the task';
comment on column data.invitations.person_id is 'none: whose it is';
comment on column data.invitations.seat is 'fact: which seat';
comment on column data.invitations.state is 'fact: what became of it';
comment on column data.invitations.words is 'person: what the coordinator wrote to you | erase: emptied';
comment on column data.invitations.reason is 'person: what you answered | erase: emptied';
comment on column data.invitations.invited_by is 'none: which coordinator asked';
comment on column data.invitations.created_at is 'fact: when you were asked';
comment on column data.invitations.answered_at is 'fact: when you answered';

-- ---- meet: a match -------------------------------------------------------------------

comment on table data.matches is 'rows: That you help a group | step: meet | of: person_id | why: so that both sides know who does what | keep: as long as the group is here | seen: both sides and coordinators | erase: kept because the group was helped and figures count it; it does not say by whom';
comment on column data.matches.task_id is 'fact: the task';
comment on column data.matches.request_id is 'fact: the request';
comment on column data.matches.group_id is 'fact: the group';
comment on column data.matches.person_id is 'none: whose it is';
comment on column data.matches.seat is 'fact: which seat';
comment on column data.matches.state is 'fact: where it stands';
comment on column data.matches.agreement_at is 'fact: when you confirmed the agreement';
comment on column data.matches.declared is 'person: what you said you sell or earn in this field | keep: keep_requests after the request ended | erase: emptied';
comment on column data.matches.approved_by is 'none: which coordinator approved';
comment on column data.matches.created_at is 'fact: since when';
comment on column data.matches.handed_over_at is 'fact: when you handed over';
comment on column data.matches.closed_at is 'fact: when it was closed';
comment on column data.matches.confirmed is 'fact: true: the group said it works; false: it stayed silent after being asked twice';
comment on column data.matches.still_wrong is 'person: what the group said was still wrong | keep: keep_requests after the request ended | erase: emptied';
comment on column data.matches.reason is 'person: why it ended early | keep: keep_requests after the request ended | erase: emptied';

comment on table data.appointments is 'rows: Times you suggested for meeting | step: meet | of: proposed_by | why: so that you can meet | keep: keep_requests after the request ended | seen: both sides and coordinators | erase: kept because the other side was there too; the words go';
comment on column data.appointments.match_id is 'fact: the match';
comment on column data.appointments.state is 'fact: what became of it';
comment on column data.appointments.starts_at is 'fact: from';
comment on column data.appointments.ends_at is 'fact: until';
comment on column data.appointments.how is 'fact: how you meet';
comment on column data.appointments.details is 'person: what you wrote about it | erase: emptied';
comment on column data.appointments.proposed_by is 'none: who suggested it';
comment on column data.appointments.there is 'none: the member of the group who will be there; named when a time is fixed';
comment on column data.appointments.replaces is 'none: the time it takes the place of';
comment on column data.appointments.uid is 'none: its name in calendars';
comment on column data.appointments.sequence is 'none: how often it was changed';
comment on column data.appointments.created_at is 'fact: when it was suggested';
comment on column data.appointments.decided_at is 'fact: when it was decided';

comment on table data.bookings is 'rows: When you were to be somewhere | step: meet | of: person_id | why: so that nobody is booked twice | keep: keep_requests after the request ended | seen: both sides and coordinators | erase: removed';
comment on column data.bookings.appointment_id is 'fact: the appointment';
comment on column data.bookings.person_id is 'none: whose it is';
comment on column data.bookings.during is 'fact: from and until';
comment on column data.bookings.active is 'fact: whether it still counts';

comment on table data.messages is 'rows: What you wrote to the other side or to a coordinator | step: meet | of: author_id | why: so that you can talk | keep: keep_messages after the request ended | seen: both sides and coordinators | erase: kept because the talk of the others stays readable; your words go';
comment on column data.messages.request_id is 'fact: the request';
comment on column data.messages.match_id is 'fact: the match; empty: between the group and the coordinators';
comment on column data.messages.author_id is 'none: who wrote';
comment on column data.messages.body is 'person: your words | erase: emptied, shows Whoever wrote this has left, and took the words along.';
comment on column data.messages.created_at is 'fact: when';
comment on column data.messages.desk_read_at is 'fact: when a coordinator answered or took note: until then it waits on the desk';

comment on table data.work_notes is 'rows: Notes about the work that you left for whoever helps next | step: meet | of: author_id | why: so that nobody has to begin again | keep: keep_requests after the request ended | seen: volunteers of the task and coordinators | erase: kept without the name because whoever helps next has to know what was done';
comment on column data.work_notes.task_id is 'fact: the task';
comment on column data.work_notes.match_id is 'fact: the match';
comment on column data.work_notes.author_id is 'none: who wrote';
comment on column data.work_notes.body is 'person: your note';
comment on column data.work_notes.created_at is 'fact: when';

comment on table data.contact_views is 'rows: Each look at somebody''s phone number, mail or street: yours at others'', and others'' at yours or your group''s | step: meet | of: person_id or of_id or of_group_id through memberships.group_id.person_id while left_at is empty | why: so that whoever was looked at can see who looked | keep: keep_contact_log after the look | seen: whoever was looked at, the two sides of a match and coordinators | erase: kept because the other side has a right to see that somebody looked; it does not say who';
comment on column data.contact_views.match_id is 'fact: the match, none where a coordinator looked';
comment on column data.contact_views.person_id is 'fact: who looked';
comment on column data.contact_views.of_id is 'fact: whose number or mail it was';
comment on column data.contact_views.of_group_id is 'fact: which group''s street it was';
comment on column data.contact_views.what is 'fact: what was shown';
comment on column data.contact_views.at is 'fact: when';

-- ---- after: what came of it --------------------------------------------------------------

comment on table data.handovers is 'rows: What you wrote when you handed over | step: after | of: match_id through matches.id.person_id | why: so that the group knows how its things work | keep: as long as the group is here | seen: both sides and coordinators | erase: kept without the name because the group needs it long after you have gone';
comment on column data.handovers.match_id is 'fact: the match';
comment on column data.handovers.changed is 'person: what changed';
comment on column data.handovers.lives is 'person: where it lives';
comment on column data.handovers.access is 'person: who has access';
comment on column data.handovers.undo is 'person: how to undo it';
comment on column data.handovers.renews is 'person: what renews when';
comment on column data.handovers.written_at is 'fact: when';

comment on table data.feedback is 'rows: How it went, as you told us | step: after | of: author_id | why: so that we see whether help has worked | keep: as long as the group is here | seen: coordinators, and your own side | erase: kept because figures count it; your words go';
comment on column data.feedback.match_id is 'fact: the match';
comment on column data.feedback.side is 'fact: which side';
comment on column data.feedback.author_id is 'none: who told it';
comment on column data.feedback.worked is 'fact: whether it worked';
comment on column data.feedback.respected is 'fact: whether you were treated with respect';
comment on column data.feedback.again is 'fact: whether you would do it again';
comment on column data.feedback.minutes is 'fact: how long it took';
comment on column data.feedback.words is 'person: your words | keep: keep_requests after the request ended | erase: emptied';
comment on column data.feedback.created_at is 'fact: when';

comment on table data.outcomes is 'rows: How your own measure stood later | step: after | of: answered_by | why: so that we see whether help has lasted | keep: as long as the group is here | seen: your group and coordinators | erase: kept because figures count it; your words go';
comment on column data.outcomes.request_id is 'fact: the request';
comment on column data.outcomes.after_days is 'fact: how many days after';
comment on column data.outcomes.worked is 'fact: whether it works';
comment on column data.outcomes.measure is 'person: your words | keep: keep_requests after the request ended | erase: emptied';
comment on column data.outcomes.answered_by is 'none: who answered';
comment on column data.outcomes.answered_at is 'fact: when';

-- ---- run: what it takes to run this --------------------------------------------------------

comment on table data.desk_notes is 'rows: Notes of coordinators about you | step: run | of: subject_id when kind is person | why: so that coordinators can stand in for each other | keep: keep_desk_notes after it was written | seen: coordinators, and you in your archive when they are about you | erase: removed';
comment on column data.desk_notes.kind is 'fact: what it is about';
comment on column data.desk_notes.subject_id is 'none: whom or what it is about';
comment on column data.desk_notes.author_id is 'none: which coordinator wrote it';
comment on column data.desk_notes.body is 'person: the note';
comment on column data.desk_notes.created_at is 'fact: when';

comment on table data.promises is 'rows: Next steps that were yours, each with a date | step: run | of: person_id | why: so that nobody waits in silence | keep: as long as you have an account | seen: both sides and coordinators | erase: kept because figures count whether steps were taken; it does not say by whom';
comment on column data.promises.kind is 'fact: which step';
comment on column data.promises.request_id is 'fact: the request';
comment on column data.promises.match_id is 'fact: the match';
comment on column data.promises.person_id is 'none: whose it is';
comment on column data.promises.group_id is 'none: whose it is';
comment on column data.promises.desk is 'none: whose it is';
comment on column data.promises.subject_ref is 'none: what it is about';
comment on column data.promises.state is 'fact: what became of it';
comment on column data.promises.due_on is 'fact: by when';
comment on column data.promises.made_at is 'fact: since when';
comment on column data.promises.ended_at is 'fact: when it was over';
comment on column data.promises.nudged_at is 'fact: when you were reminded';
comment on column data.promises.told_desk_at is 'fact: when coordinators were told';

comment on table data.audit is 'rows: That you did something here: what and when, never your words | step: run | of: person_id | why: so that it can be found out who did what, if somebody does harm | keep: as long as this service runs | seen: whoever runs this service | erase: kept because the record could be falsified if lines could go; it holds numbers, no names';
comment on column data.audit.at is 'fact: when';
comment on column data.audit.person_id is 'none: who';
comment on column data.audit.role is 'fact: as what';
comment on column data.audit.deed is 'fact: what was done';
comment on column data.audit.kind is 'fact: to what kind of thing';
comment on column data.audit.subject_id is 'none: to which';
comment on column data.audit.why is 'fact: a word of the program, never what a person wrote';
comment on column data.audit.visit is 'none: the reference of the visit';
comment on table data.seals is 'none: one for each audit row, numbered without a gap in the order of their ids, which have gaps';
comment on column data.seals.hash is 'none: SHA-256 of the last seal''s hash, the number and the row, as app/core/trail.h writes it';
comment on table data.audit_heads is 'none: what the chain was at a time, signed; also in the setting audit_file, and mailed';

comment on table data.outbox is 'rows: Mails we sent you: of which kind and when, not the text | step: run | of: person_id or address as address | why: so that a mail arrives, and only once | keep: keep_mails after it was sent | seen: coordinators see that a mail waits, not what it says | erase: removed';
comment on column data.outbox.kind is 'fact: of which kind';
comment on column data.outbox.person_id is 'none: whose it is';
comment on column data.outbox.address is 'person: the mail address, when there was no account yet';
comment on column data.outbox.about is 'person: references of what the mail is about; its text is rendered when it is sent';
comment on column data.outbox.secret is 'none: a sign-in code, only until the mail is sent';
comment on column data.outbox.state is 'fact: whether it was sent';
comment on column data.outbox.tries is 'fact: how often we tried';
comment on column data.outbox.next_at is 'none: when we try next';
comment on column data.outbox.message_id is 'none: its name';
comment on column data.outbox.thread is 'none: the request it is about';
comment on column data.outbox.created_at is 'fact: when it was written';
comment on column data.outbox.sent_at is 'fact: when it was sent';
comment on column data.outbox.problem is 'person: what the mail server said when it did not arrive';

comment on table data.demo_mails is 'rows: Copies of mails, on installations for trying things out alone | step: run | of: outbox_id through outbox.id.person_id or recipient as address | why: so that whoever tries this out can read them | keep: keep_mails after it was sent | seen: coordinators | erase: removed';
comment on column data.demo_mails.outbox_id is 'none: which mail';
comment on column data.demo_mails.recipient is 'person: the mail address';
comment on column data.demo_mails.subject is 'person: the subject';
comment on column data.demo_mails.body is 'person: the text';
comment on column data.demo_mails.at is 'fact: when';

-- ---- care: a pause of an account -------------------------------------------------

comment on table data.suspensions is 'rows: A pause of your account | step: run | of: person_id | why: so that you read why, answer, and know until when | keep: keep_suspensions after it ended | seen: you and the coordinators | erase: removed';
comment on column data.suspensions.person_id is 'none: whose account';
comment on column data.suspensions.state is 'fact: how it stands';
comment on column data.suspensions.reason is 'person: what a coordinator gave as the reason';
comment on column data.suspensions.next_step is 'person: what a coordinator said you can do';
comment on column data.suspensions.back_on is 'fact: the first day on which you can come in again';
comment on column data.suspensions.operator is 'fact: whether the operator made it';
comment on column data.suspensions.made_by is 'none: which coordinator made it';
comment on column data.suspensions.made_at is 'fact: since when';
comment on column data.suspensions.answer is 'person: what you answered';
comment on column data.suspensions.answered_at is 'fact: when you answered';
comment on column data.suspensions.answer_by is 'fact: by when we answer you';
comment on column data.suspensions.decision is 'person: what a coordinator said to your answer';
comment on column data.suspensions.decided_by is 'none: which coordinator said so';
comment on column data.suspensions.ended_at is 'fact: when it ended';

-- ---- care: what was told in confidence --------------------------------------------

comment on table data.safeguarders is 'rows: That you look after safeguarding | step: run | of: person_id | why: so that a worry about a child or an adult reaches you alone | keep: as long as you do it | seen: the operator | erase: removed';
comment on column data.safeguarders.person_id is 'none: who';
comment on column data.safeguarders.since is 'fact: since when';

comment on table data.reports is 'rows: What you told in confidence | step: run | of: author_id | why: so that somebody looks into it and answers you | keep: keep_reports after it was decided | seen: you, and whom you asked to read it | erase: kept without the name because somebody may be at risk';
comment on column data.reports.author_id is 'none: who told it';
comment on column data.reports.about_id is 'none: whom it is about, who is never told';
comment on column data.reports.request_id is 'none: at which request';
comment on column data.reports.match_id is 'none: at which match';
comment on column data.reports.kind is 'fact: what it was';
comment on column data.reports.words is 'person: your words';
comment on column data.reports.copy is 'person: the message it is about, as it stood';
comment on column data.reports.copied_from is 'fact: when that message was written';
comment on column data.reports.way is 'fact: whom you asked to read it';
comment on column data.reports.state is 'fact: how it stands';
comment on column data.reports.look_by is 'fact: by when we promised a first look';
comment on column data.reports.created_at is 'fact: when you told it';
comment on column data.reports.looked_by is 'none: who looks after it';
comment on column data.reports.looked_at is 'fact: when somebody began to';
comment on column data.reports.decided_by is 'none: who ended it';
comment on column data.reports.decided_at is 'fact: when it ended';
comment on column data.reports.decision is 'person: what came of it, as it was told to you';
comment on column data.reports.right_hash is 'none: what the link to it is checked against';
comment on column data.reports.right_ends_at is 'none: until when that link works';

comment on table data.backups is 'none: when copies of the database were made';

comment on table data.blocks is 'rows: People you keep apart from you | step: run | of: person_id | why: so that you do not meet | keep: until you let each other meet again | seen: you alone | erase: removed';
comment on column data.blocks.person_id is 'none: who wished it';
comment on column data.blocks.blocked_id is 'none: from whom, who is never told';
comment on column data.blocks.since is 'fact: since when';
