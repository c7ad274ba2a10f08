-- Forgets what was kept for a while only.
select forget();
