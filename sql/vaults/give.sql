-- Gives somebody a key; false when another did.
-- :community bigint
-- :kind text
-- :id bigint
-- :subject text
select vaults_give(:'community', :'kind', :'id', :'subject') as given;
