-- Ends all my logins but this one.
select * from finish(logins_end_others());
