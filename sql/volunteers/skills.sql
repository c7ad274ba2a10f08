-- All skills that a volunteer can name.
select k.key, 'skill_' || k.key as say from data.skills k order by k.place;
