-- Such a key is gone, and the number with it.
-- :community bigint
-- :sign_in bigint
select vaults_emptied(:'community', :'sign_in');
