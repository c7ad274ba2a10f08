-- What was handed over with this match's task.
-- :ref text
select nullif(h.changed, 'nothing_changed') as changed, nullif(h.lives, 'nothing_changed') as lives,
    nullif(h.access, 'nothing_changed') as access, nullif(h.undo, 'nothing_changed') as undo,
    nullif(h.renews, 'nothing_changed') as renews, local(h.written_at) as written_at
from match_seen(:'ref') m join handovers h on h.match_id = m.lead_id;
