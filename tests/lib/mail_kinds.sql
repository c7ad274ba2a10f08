-- The kinds of mail that there are, and what each is about: the keys that
-- whoever lays it into the outbox writes, which its statement in sql/mails
-- reads.  In a test's stack no deed writes other ones, whichever test does it.
create schema tests;
create table tests.mail_kinds (kind text primary key, keys text[] not null);
insert into tests.mail_kinds
select unnest(string_to_array(kinds, ' ')), keys::text[] from (values
('{}', 'account_unused address_back address_changed address_now address_taken factor_off factor_on passkey_added passkey_removed'),
('{}', 'passkey_stopped password_changed recovery_new recovery_used report_trusted volunteer_declined volunteer_vetted'),
('{appointment}', 'appointment_cancelled appointment_fixed'),
('{claim}', 'claim_declined claim_new claim_received claim_withdrawn'),
('{claim,why}', 'claim_ended'),
('{code}', 'address_code proof_code'),
('{credential}', 'credential_checked'),
('{export}', 'export_ready'),
('{group}', 'group_declined group_leaving group_new group_vetted member_relieved'),
('{head}', 'audit_head'),
('{invitation}', 'invitation_accepted invitation_declined invited member_invited'),
('{invitation,why}', 'invitation_cancelled'),
('{match}', 'confirmed feedback_asked handed_over match_made message_new still_wrong times_proposed'),
('{match,why}', 'match_released'),
('{person}', 'volunteer_new'),
('{promise}', 'promise_due'),
('{day,request}', 'promise_moved'),
('{report}', 'report_ended report_new report_safeguarding'),
('{request}', 'desk_wrote question_answered question_asked request_declined request_message request_new request_open'),
('{request}', 'request_referred request_sent request_withdrawn'),
('{again,sign_in}', 'sign_in sign_up'),
('{suspension}', 'suspension_answered suspension_kept suspension_lifted suspension_made suspension_over')) k (keys, kinds);

create function tests.mail_kind() returns trigger language plpgsql security definer as $$
begin
	if not exists (select from tests.mail_kinds k where k.kind = new.kind
	    and k.keys = array(select jsonb_object_keys(new.about) order by 1)) then
		raise exception 'a mail % about %: tests/lib/mail_kinds.sql has none', new.kind, new.about;
	end if;
	return new;
end $$;
-- What a test lays there by itself is its own.
create trigger mail_kind before insert on data.outbox for each row
when (current_user <> 'postgres') execute function tests.mail_kind();
