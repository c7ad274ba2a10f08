-- Who comes, and whether they may; sets the identity of the transaction.
-- :community text
-- :login text
-- :who text
-- :method text
-- :operation text
-- :body text
-- :visit text
-- :fresh bool
select * from visit(:'community', :'login', :'who', :'method', :'operation', :'body', :'visit', :'fresh');
