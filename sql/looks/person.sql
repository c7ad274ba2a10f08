-- Shows a coordinator how to reach somebody, and leaves a line about it.
-- :person text
select * from finish(looks_person(:'person'));
