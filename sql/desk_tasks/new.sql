-- A request gets a task.
-- :request text
-- :kind text
-- :title text
-- :summary text
-- :minutes int
-- :reach text
-- :seats int
-- :deadline date
-- :languages text[]
-- :credential text
-- :skills text
select * from finish(tasks_new(:'request', :'kind', :'title', :'summary', :'minutes', :'reach', :'seats', :'deadline',
    :'languages', :'credential', :'skills'));
