-- I name something that I learned.
-- :kind text
-- :title text
-- :issuer text
select * from finish(credentials_new(:'kind', :'title', :'issuer'));
