-- What we know already of whoever signs up a group.
select envelope('accounts.phone', a.vault, a.phone) as phone from data.accounts a where a.person_id = me();
