-- Shows a coordinator where a group is, and leaves a line about it.
-- :group text
select * from finish(looks_group(:'group'));
