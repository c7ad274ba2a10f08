-- A match of mine, and whether it goes on.
-- :match text
select m.ref, m.title, m.side, m.lives and m.state <> 'confirmed' as goes_on from match_seen(:'match') m
where m.side in ('volunteer', 'group') and exists (select from report_from('match', :'match'));
