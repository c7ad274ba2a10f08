-- What was kept for as long as the settings say goes.
select from retain();
