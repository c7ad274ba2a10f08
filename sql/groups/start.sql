-- What we know already of whoever signs up a group.
select a.phone from data.accounts a where a.person_id = me();
