-- What came of it in the last twelve months, in one row.
select f.helped, f.yes, f.partly, f.unknown, f.no, f.later, f.later_yes, round(f.minutes / 60.0) as hours, f.untold, f.matched,
    f.match_days, f.helped > 0 as known, 62 + 27 * (select count(*) from figures_months()) as height
from figures() f;
