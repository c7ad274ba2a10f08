-- A volunteer may begin.
-- :person text
select * from finish(volunteers_vet(:'person'));
