-- Puts a sealed value where it belongs.
-- :community bigint
-- :place text
-- :row bigint
-- :subject text
-- :sealed text
select vaults_sealed(:'community', :'place', :'row', :'subject', :'sealed');
