-- The languages a volunteer speaks.
-- :person text
select 'language_' || l.key as say from data.volunteers v join data.people p on p.id = v.person_id
cross join lateral unnest(v.languages) with ordinality l (key, place)
where p.ref = :'person' and p.community_id = here() and at_desk() order by l.place;
