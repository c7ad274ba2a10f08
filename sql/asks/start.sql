-- For which of my groups help may be asked.
select g.ref, g.name, g.state, count(*) over () > 1 as several
from data.groups g where g.community_id = here() and g.id in (select my_groups()) order by g.name, g.id limit 50;
