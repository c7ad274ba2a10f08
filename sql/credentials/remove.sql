-- I take back something that nobody has checked.
-- :credential text
select * from finish(credentials_remove(:'credential'));
