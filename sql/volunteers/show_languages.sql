-- The languages I speak.
select 'language_' || l.key as say from data.volunteers v cross join lateral unnest(v.languages) with ordinality l (key, place)
where v.person_id = me() and v.community_id = here() order by l.place;
