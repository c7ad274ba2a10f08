-- I leave a group; the last one says what becomes of what it asks for.
-- :group text
-- :what text
-- :address text
select * from finish(memberships_leave(:'group', :'what', :'address'));
