-- What kind of help it was, the smallest kind first, and all of it.
select coalesce(k.kind, 'all') as kind, sum(k.helped) as helped, round(sum(k.minutes) / 60.0) as hours,
    sum(k.later) as later, sum(k.later_yes) as later_yes
from figures_kinds() k group by rollup (k.kind)
order by array_position(array['answer', 'call', 'on_site', 'project'], k.kind);
