-- Asks for all that we have about me.
select * from finish(exports_new());
