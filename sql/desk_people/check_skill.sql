-- A coordinator has seen a skill at work.
-- :person text
-- :skill text
-- :level int
-- :until date
select * from finish(skills_check(:'person', :'skill', :'level', :'until'));
