-- Every language that can be asked for.
select l.key as language_key, 'language_' || l.key as say from unnest(spoken()) with ordinality l (key, place) order by l.place;
