-- All languages that a volunteer can name.
select l.key, 'language_' || l.key as say from unnest(spoken()) with ordinality l (key, place) order by l.place;
