-- When somebody of the group is there, for the volunteer who agreed and for the desk.
-- :ref text
select h.slot from match_seen(:'ref') m join requests r on r.id = m.request_id
cross join lateral unnest(slots()) with ordinality h (slot, place)
where m.side in ('volunteer', 'desk') and (m.agreed or m.side = 'desk') and m.state <> 'released' and h.slot = any (r.hours)
order by h.place;
