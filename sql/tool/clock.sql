-- What time is it in the database?
select extract(epoch from clock_timestamp()) as seconds;
