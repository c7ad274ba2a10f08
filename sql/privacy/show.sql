-- What is kept of a person, why, how long, who sees it and what an erase does.
-- slow
select t.step, t.step_first, t.rows_what, t.rows_first, t.whats, t.why, t.years, t.days, t.after, t.keep, t.seen, t.erase,
    t.because
from privacy_told() t;
