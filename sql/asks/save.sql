-- Keeps the answer to one question of a story.
-- :request text
-- :question text
-- :goal text
-- :today text
-- :hurts text
-- :affected text
-- :since text
-- :tried text
-- :uses text
-- :reach text
-- :town text
-- :hours text[]
-- :hours_words text
-- :pressing text
-- :pressing_words text
-- :wanted_by date
-- :measure text
-- :measure_now text
-- :title text
select * from finish(asks_save(:'request', :'question', :'goal', :'today', :'hurts', :'affected', :'since', :'tried',
    :'uses', :'reach', :'town', :'hours', :'hours_words', :'pressing', :'pressing_words', :'wanted_by', :'measure',
    :'measure_now', :'title'));
