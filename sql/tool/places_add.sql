-- Adds towns, given as lines of values with tabs between them.
-- :lines text
insert into data.places (id, country, region, name, latitude, longitude, people)
select f[1]::int, f[2], f[3], f[4], f[5]::double precision, f[6]::double precision, f[7]::int
from string_to_table(:'lines', E'\n') line, string_to_array(line, E'\t') f
where line <> ''
on conflict (id) do nothing;
