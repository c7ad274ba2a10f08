-- One counted try at a second step, and what the code is compared with.
-- :wanted text
select * from factors_try(:'wanted');
