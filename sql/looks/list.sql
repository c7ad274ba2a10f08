-- Who looked at my contact details and my groups', newest first.
-- :after text
select l.ref, l.say, l.looker, l.owner, l.at, l.match, l.title, l.more from looks_mine(:'after') l;
