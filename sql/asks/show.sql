-- A story of one of my groups, as far as it is told.
-- :request text
select r.ref, r.state, ask_missing(r) as missing, r.state in ('draft', 'sent', 'question', 'open') as can_change,
    r.title, r.goal, r.today, r.hurts, r.affected, r.since, r.tried, r.uses, r.reach, r.town, r.place_id,
    coalesce(p.name, r.town) as place, nullif(p.region, '') as region, r.hours, r.hours_words, r.pressing, r.pressing_words,
    r.wanted_by as by_day, to_char(r.wanted_by, 'FMDD FMMonth YYYY') as wanted_by, r.measure, r.measure_now,
    g.name as group_name, r.place_id is null and exists (select from towns_like(r.town)) as place_open
from data.requests r join data.groups g on g.id = r.group_id left join data.places p on p.id = r.place_id
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups());
