-- A member answers what a coordinator asked back.
-- :request text
-- :question text
-- :words text
select * from finish(questions_answer(:'request', :'question', :'words'));
