-- Leaving a group while it still asks for something: somebody waits until a
-- colleague has joined.  An invitation waits 30 days, and can be sent again.
set role nocape_owner;
set search_path = data, public;

alter table memberships add leaving_at timestamptz;

alter table member_invitations add asked_at timestamptz not null default app_now();
alter table member_invitations no force row level security;
update member_invitations set asked_at = created_at;
alter table member_invitations force row level security;
alter table member_invitations drop constraint member_invitations_state_known;
alter table member_invitations add constraint member_invitations_state_known
    check (state in ('sent', 'accepted', 'cancelled', 'lapsed'));
reset role;
