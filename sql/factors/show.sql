-- What somebody's second step is, and whether this login has taken it.
select * from factors_state();
