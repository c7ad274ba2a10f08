-- The tasks of a request, with who waits and who has a seat.
-- :request text
select t.ref, t.title, t.kind, t.minutes, t.state, t.published, t.seats, t.waiting, t.deadline, t.afar, p.name as place,
    (select count(*) from data.matches m where m.task_id = t.id and m.state <> 'released') as taken,
    case when not t.published and t.state = 'open' then 'draft' else t.state end as shown
from data.tasks t join data.requests r on r.id = t.request_id left join data.places p on p.id = t.place_id
where r.ref = :'request' and r.community_id = here() and at_desk() order by t.id;
