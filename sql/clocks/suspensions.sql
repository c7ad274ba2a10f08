-- Ends the pauses whose day has come.
select suspensions_end() as ended;
