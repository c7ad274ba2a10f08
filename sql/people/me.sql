-- My name, how to reach me, and what I am here.
select p.ref, p.name, a.address, envelope('accounts.phone', a.vault, a.phone) as phone, v.state as volunteer_state,
    exists (select from data.memberships m where m.person_id = p.id and m.left_at is null) as grouped
from data.people p join data.accounts a on a.person_id = p.id left join data.volunteers v on v.person_id = p.id
where p.id = me() and p.community_id = here();
