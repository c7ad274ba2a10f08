-- Are the towns of a country there?
-- :country text
select from data.places where country = :'country' limit 1;
