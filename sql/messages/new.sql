-- Words from one side of a match to the other.
-- :ref text
-- :body text
select * from finish(messages_new(:'ref', :'body'));
