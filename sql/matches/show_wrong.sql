-- Whether the group can still say that something is wrong again.
-- :ref text
select m.ref from match_seen(:'ref') m where m.side = 'group' and m.state in ('confirmed', 'closed')
and m.request_state in ('done', 'under_way');
