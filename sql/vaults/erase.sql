-- Erases once more who is back from a backup.
-- :subject text
select person_erase(:'subject');
