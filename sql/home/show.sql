-- The figures of the front page, and how many tasks are open.
select f.asked, f.helped, f.yes, f.partly, f.unknown, f.no, f.read_days, f.open, f.asked > 0 as known, f.open > 3 as more
from figures() f;
