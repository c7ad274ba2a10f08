-- What an erase would end for me, and whether it may be.
select last_coordinator() as last_coordinator, (select count(*) from data.matches m where m.person_id = me()
    and m.community_id = here() and m.state in ('agreed', 'scheduled', 'working', 'handed_over')) as matches,
    (select count(*) from data.claims c where c.person_id = me() and c.community_id = here() and c.state = 'waiting') as claims,
    (select count(*) from data.invitations i where i.person_id = me() and i.community_id = here() and i.state = 'sent') as invitations,
    (select count(*) from data.bookings b join data.appointments a on a.id = b.appointment_id
        where b.person_id = me() and b.community_id = here() and b.active and a.state = 'fixed' and a.starts_at > app_now()) as appointments;
