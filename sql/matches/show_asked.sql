-- Whether I can still say how it went.
-- :ref text
select m.ref as feedback_ref from match_seen(:'ref') m
where m.state in ('confirmed', 'closed') and m.side in ('volunteer', 'group')
and not exists (select from feedback f where f.match_id = m.id and f.side = m.side);
