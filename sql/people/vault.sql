-- My key and what it opens, for changing that.
select a.vault, envelope('accounts.phone', a.vault, a.phone) as phone from data.accounts a where a.person_id = me() and a.community_id = here();
