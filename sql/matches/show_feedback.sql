-- Feedback on a match: the group's and my own.
-- :ref text
select f.side as by_side, f.worked, f.respected, f.again, f.minutes, f.words, f.author_id = me() as mine, p.name as author
from match_seen(:'ref') m join feedback f on f.match_id = m.id join people p on p.id = f.author_id order by f.side;
