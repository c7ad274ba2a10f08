-- Who of the erased is here again.
-- :subjects text[]
select * from vaults_back(:'subjects');
