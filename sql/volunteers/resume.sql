-- My break is over.
select * from finish(volunteers_resume());
