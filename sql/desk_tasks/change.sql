-- A task is changed.
-- :task text
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
select * from finish(tasks_change(:'task', :'kind', :'title', :'summary', :'minutes', :'reach', :'seats', :'deadline',
    :'languages', :'credential', :'skills'));
