-- Nudges everybody whose promise is due today.
select promises_nudge() as told;
