-- A member changes what we know of the group.
-- :group text
-- :name text
-- :does text
-- :registration text
-- :number text
-- :town text
-- :street text
-- :notes text
select * from finish(groups_change(:'group', :'name', :'does', :'registration', :'number', :'town', :'street', :'notes'));
