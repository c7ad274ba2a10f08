-- No more codes from a phone.
select * from finish(totps_remove());
