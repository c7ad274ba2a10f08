-- Keeps what I say about myself.
-- :words text
select * from finish(volunteers_words(:'words'));
