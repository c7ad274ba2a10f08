-- Every skill a volunteer can know, for the lists of a form.
select k.key as skill, 'skill_' || k.key as say from data.skills k order by k.place;
