-- Counts what is about to be done; raises NC429 when it was done too often.
-- :what text
-- :client text
-- :most int
-- :seconds int
select visit_limit(:'what', :'client', :'most', :'seconds');
