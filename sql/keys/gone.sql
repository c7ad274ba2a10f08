-- A key is destroyed.
-- :subject text
delete from data.keys_to_destroy k where k.subject = :'subject';
