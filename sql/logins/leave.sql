-- Ends this browser's login.
select * from finish(logins_leave());
