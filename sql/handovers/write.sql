-- What an earlier handover said, to begin the next one with.
-- :ref text
select nullif(h.changed, 'nothing_changed') as changed, case h.changed when 'nothing_changed' then 'yes' end as changed_same,
    nullif(h.lives, 'nothing_changed') as lives, case h.lives when 'nothing_changed' then 'yes' end as lives_same,
    nullif(h.access, 'nothing_changed') as access, case h.access when 'nothing_changed' then 'yes' end as access_same,
    nullif(h.undo, 'nothing_changed') as undo, case h.undo when 'nothing_changed' then 'yes' end as undo_same,
    nullif(h.renews, 'nothing_changed') as renews, case h.renews when 'nothing_changed' then 'yes' end as renews_same
from match_seen(:'ref') m join handovers h on h.match_id = m.id;
