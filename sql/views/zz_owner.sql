-- Deeds belong to nocape_definer, visit() to nocape_guard; they look nowhere
-- but here and in data.
do $$
declare
	f record;
begin
	-- An owner of functions may make things where they stand: for now.
	execute format('grant create on schema %I to nocape_definer, nocape_guard', current_schema());
	for f in select p.oid::regprocedure as name, p.prosecdef from pg_proc p where pronamespace = current_schema()::regnamespace loop
		if f.prosecdef then
			execute format('alter function %s owner to nocape_definer', f.name);
			execute format('alter function %s set search_path = %I, data, public, pg_temp', f.name, current_schema());
		end if;
		execute format('revoke execute on function %s from public', f.name);
		execute format('grant execute on function %s to nocape_web, nocape_definer', f.name);
	end loop;
	execute format('grant usage on schema %I to nocape_web, nocape_definer, nocape_guard, nocape_steward', current_schema());
	-- Who comes is found out by a role that reads logins, and little else.
	execute format('alter function visit owner to nocape_guard');
	execute format('revoke create on schema %I from nocape_definer, nocape_guard', current_schema());
	execute format('grant execute on function begin_operation to nocape_guard');
	for f in select p.oid::regprocedure as name from pg_proc p where pronamespace = current_schema()::regnamespace
	    and proname in ('audit', 'audit_settled', 'mail', 'mail_group', 'mail_desk', 'promise', 'keep', 'visit_as', 'begin_operation', 'still_here',
	    'login_new', 'factor_there', 'factor_kept', 'coordinator_factor', 'factor_free', 'factor_taken', 'factor_gone', 'needs_factor', 'onward',
	    'login_moved', 'proof_by_factor', 'right_hash', 'address_change', 'mailed_code_new', 'mailed_code_used', 'logins_others_end', 'recovery_hash', 'limit_wait', 'limit_try', 'limit_hold', 'limit_back', 'try_apart', 'browser_known', 'person_at', 'person_new', 'audit_of', 'home_of', 'code_new',
	    'challenge_spend', 'passkey_used',
	    'offer_saved', 'credential_lasts', 'requests_helped', 'figures_counted', 'figures_kept', 'figures_keep',
	    'match_made', 'match_ended', 'match_emptied', 'match_released', 'task_ended', 'task_cancelled', 'request_ended',
	    'request_settled', 'claims_ended', 'invitations_ended',
	    'match_taken', 'match_first_message', 'match_promise', 'match_mail', 'matches_move', 'match_begun',
	    'match_confirmed', 'match_still_wrong', 'match_unscheduled', 'outcome_now', 'appointment_proposed',
	    'appointment_there', 'appointment_booked', 'appointment_replaced', 'appointment_mail', 'appointment_match',
	    'promises_nudge', 'promises_tell_desk', 'forget', 'asks_changed', 'requests_arrive', 'desk_looked', 'member_can_go',
	    'phone_kept', 'vaults_waiting', 'vaults_sealed', 'vaults_wanting', 'vaults_give', 'vaults_spent', 'vaults_emptied', 'vaults_back',
	    'member_named', 'member_last', 'membership_over', 'memberships_relieved', 'memberships_relieve',
	    'task_skills_set', 'privacy_empty', 'privacy_remove', 'privacy_words_gone', 'group_emptied', 'key_gone', 'person_leaves',
	    'erase_me', 'person_erase', 'kept_since', 'retain_logins', 'retain_mails', 'retain_traces', 'retain_care', 'requests_over',
	    'retain_requests', 'kept_for_ever', 'accounts_unused', 'retain_accounts', 'erase_unused', 'retain', 'exports_next', 'exports_key', 'exports_later', 'exports_made', 'exports_expire', 'archive',
	    'suspension_tasks', 'suspension_task_locks', 'suspension_locks', 'erase_requests', 'erase_groups', 'erase_rows', 'erase_locks', 'suspension_offers_ended', 'suspension_times_ended',
	    'suspension_leaves', 'suspension_begun', 'suspension_ended', 'suspension_kept', 'suspension_live', 'suspensions_end',
	    'suspensions_of_operator', 'report_readers', 'report_right', 'report_told', 'report_mine',
	    'report_looked', 'look_at_person', 'look_at_group', 'report_decided', 'report_by_right', 'report_seen', 'safeguarders_change', 'reports_right_change', 'block_tasks', 'block_locks', 'block_ends') loop
		execute format('revoke execute on function %s from nocape_web', f.name);
	end loop;
	for f in select p.oid::regprocedure as name from pg_proc p where pronamespace = current_schema()::regnamespace
	    and proname in ('visit_as', 'audit_settled', 'promises_nudge', 'promises_tell_desk', 'forget', 'figures_keep', 'suspensions_end', 'memberships_relieve',
	    'retain', 'erase_unused', 'exports_next', 'exports_key', 'exports_later', 'exports_made', 'archive',
	    'vaults_waiting', 'vaults_sealed', 'vaults_wanting', 'vaults_give', 'vaults_spent', 'vaults_emptied', 'vaults_back') loop
		execute format('grant execute on function %s to nocape_steward', f.name);
	end loop;
end $$;
