-- Puts a sealed value where it belongs.
-- :community bigint
-- :place text
-- :row bigint
-- :plain text
-- :subject text
-- :sealed text
select vaults_sealed(:'community', :'place', :'row', :'plain', :'subject', :'sealed');
