-- Ends one of my logins, in whatever browser.
-- :login text
select * from finish(logins_end(:'login'));
