-- An archive is about to be sealed under this key.
-- :subject text
select from exports_key(:'subject');
