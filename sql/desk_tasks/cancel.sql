-- A task is called off.
-- :task text
select * from finish(tasks_cancel(:'task'));
