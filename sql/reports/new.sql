-- Somebody tells what was not right.
-- :what text
-- :subject text
-- :about text
-- :kind text
-- :words text
-- :way text
select * from finish(reports_new(:'what', :'subject', :'about', :'kind', :'words', :'way'));
