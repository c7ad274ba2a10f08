-- Coordinators of the demo without codes from a phone, and their keys.
select c.person_id, a.vault from data.coordinators c join data.accounts a on a.person_id = c.person_id
where a.vault <> ''
and not exists (select from data.totps t where t.person_id = c.person_id and t.state = 'on') order by 1;
