-- What is kept for a while goes when its time is over, as the settings say.
-- Run by the steward, in every community in turn, so many rows at a time.

create function kept_since(kind text) returns timestamptz language plpgsql stable security definer as $$
begin
	return app_now() - make_interval(days => (select r.days from data.retention r where r.kind = kept_since.kind));
end $$;

create function kept_for_ever(kind text) returns bool language plpgsql stable security definer as $$
begin
	return (select r.days = 0 from data.retention r where r.kind = kept_for_ever.kind);
end $$;

-- Logins, codes and forms.  When an account was last used stays with it.
create function retain_logins() returns void language plpgsql security definer as $$
begin
	with over as (
		delete from data.logins l where l.id in (select o.id from data.logins o where o.community_id = here()
		    and o.seen_at < kept_since('keep_logins')
		    and least(coalesce(o.ended_at, o.ends_at), o.ends_at, o.seen_at + o.idle) < kept_since('keep_logins') limit 1000)
		returning l.person_id, l.seen_at
	)
	update data.accounts a set used_at = greatest(a.used_at, s.seen)
	from (select o.person_id, max(o.seen_at) as seen from over o group by o.person_id) s where a.person_id = s.person_id;
	delete from data.sign_ins s where s.id in (select o.id from data.sign_ins o where o.community_id = here()
	    and o.used_at < kept_since('keep_sign_ins') limit 1000);
	delete from data.operations o where o.community_id = here() and o.ctid = any (array(select p.ctid from data.operations p
	    where p.community_id = here() and p.at < kept_since('keep_operations') limit 1000));
end $$;

create function retain_mails() returns void language plpgsql security definer as $$
declare
	over bigint[] := array(select o.id from data.outbox o where o.community_id = here() and o.state <> 'waiting'
	    and o.created_at < kept_since('keep_mails')
	    and coalesce(o.sent_at, o.created_at) < kept_since('keep_mails') limit 1000);
begin
	delete from data.demo_mails d where d.outbox_id = any (over);
	delete from data.outbox o where o.id = any (over);
	delete from data.member_invitations i where i.id in (select o.id from data.member_invitations o
	    where o.community_id = here() and o.created_at < kept_since('keep_member_invitations') limit 1000);
end $$;

create function retain_traces() returns void language plpgsql security definer as $$
begin
	delete from data.contact_views v where v.id in (select o.id from data.contact_views o where o.community_id = here()
	    and o.at < kept_since('keep_contact_log') limit 1000);
	delete from data.desk_notes n where n.id in (select o.id from data.desk_notes o where o.community_id = here()
	    and o.created_at < kept_since('keep_desk_notes') limit 1000);
end $$;

-- What was told in confidence and decided, and pauses that ended.
create function retain_care() returns void language plpgsql security definer as $$
begin
	delete from data.reports r where r.id in (select o.id from data.reports o where o.community_id = here()
	    and o.state = 'decided' and o.decided_at < kept_since('keep_reports') limit 1000);
	delete from data.suspensions s where s.id in (select o.id from data.suspensions o where o.community_id = here()
	    and o.state in ('lifted', 'over') and o.ended_at < kept_since('keep_suspensions') limit 1000);
end $$;

-- Requests that ended that long ago, a few at a time: each has much to it.
create function requests_over(kind text) returns bigint[] language plpgsql stable security definer as $$
begin
	return array(select r.id from data.requests r where r.community_id = here() and r.words_gone_at is null
	    and r.state in ('done', 'closed', 'withdrawn', 'declined', 'referred', 'expired')
	    and coalesce(r.ended_at, r.done_at) < kept_since(kind) order by coalesce(r.ended_at, r.done_at));
end $$;

create function retain_requests() returns void language plpgsql security definer as $$
declare
	over bigint[] := (requests_over('keep_requests'))[1:20];
	quiet bigint[] := requests_over('keep_messages');
begin
	delete from data.messages m where m.id in (select o.id from data.messages o where o.request_id = any (quiet) limit 1000);
	-- written when the words of the request had gone
	delete from data.messages m where m.id in (select o.id from data.messages o join data.requests r on r.id = o.request_id
	    where o.community_id = here() and o.created_at < kept_since('keep_messages') and r.words_gone_at is not null limit 1000);
	if over = '{}' then
		return;
	end if;
	perform from data.requests r where r.id = any (over) order by r.id for update;
	-- all of them: nobody comes back to a request whose words are gone
	delete from data.messages m where m.request_id = any (over);
	delete from data.work_notes w where w.task_id in (select t.id from data.tasks t where t.request_id = any (over));
	delete from data.bookings b using data.appointments a, data.matches m
	where b.appointment_id = a.id and a.match_id = m.id and m.request_id = any (over);
	perform privacy_words_gone(over, 'No longer kept.', 'keep_requests %');
	update data.requests r set words_gone_at = app_now() where r.id = any (over);
end $$;

-- Accounts that nobody used: told 30 days before, then erased.  A visit in
-- between begins the time anew.  0 days: never.
create function accounts_unused(since timestamptz) returns setof bigint language sql stable security definer as $$
	select a.person_id from data.accounts a join data.people p on p.id = a.person_id
	where a.community_id = here() and p.state = 'active' and p.created_at < since and coalesce(a.used_at, p.created_at) < since
	and not exists (select from data.logins l where l.person_id = a.person_id and l.seen_at >= since)
	and not exists (select from data.coordinators c where c.person_id = a.person_id)
$$;
-- Looks through all accounts, so once an hour.
create function retain_accounts() returns void language plpgsql security definer as $$
declare
	x bigint;
begin
	if kept_for_ever('keep_accounts') then
		return;
	end if;
	update data.accounts a set warned_at = null where a.community_id = here() and a.warned_at is not null
	and a.person_id not in (select accounts_unused(kept_since('keep_accounts') + interval '30 days'));
	for x in select u from accounts_unused(kept_since('keep_accounts') + interval '30 days') u
	    join data.accounts a on a.person_id = u where a.warned_at is null limit 100 loop
		update data.accounts a set warned_at = app_now() where a.person_id = x;
		perform mail('account_unused', x);
	end loop;
end $$;

-- One person, in a transaction of their own; false when there is none.  By lot:
-- whoever cannot be erased holds up nobody else.
create function erase_unused() returns bool language plpgsql security definer as $$
declare
	c record;
	x bigint;
begin
	if kept_for_ever('keep_accounts') then
		return false;
	end if;
	for c in select k.id from data.communities k order by random() loop
		perform visit_as(c.id, null);
		if exists (select from data.accounts a where a.community_id = c.id and a.warned_at <= app_now() - interval '30 days') then
			select u into x from accounts_unused(kept_since('keep_accounts')) u join data.accounts a on a.person_id = u
			where a.warned_at <= app_now() - interval '30 days' order by random() limit 1;
			if x is not null then
				perform visit_as(c.id, x);
				perform erase_locks();
				-- not who has come in meanwhile
				if x in (select accounts_unused(kept_since('keep_accounts'))) then
					perform erase_me();
				end if;
				return true;
			end if;
		end if;
	end loop;
	return false;
end $$;

create function retain() returns void language plpgsql security definer as $$
declare
	c record;
	hourly bool;
begin
	update data.retention r set looked_at = app_now() where r.kind = 'keep_accounts'
	and (r.looked_at is null or r.looked_at not between app_now() - interval '1 hour' and app_now());
	hourly := found;
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		perform retain_logins();
		perform retain_mails();
		perform retain_traces();
		perform retain_care();
		perform exports_expire();
		perform retain_requests();
		if hourly then
			perform retain_accounts();
		end if;
	end loop;
end $$;
