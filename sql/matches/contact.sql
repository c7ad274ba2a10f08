-- Shows the other side's contact details, and leaves a line about it.
-- :ref text
select * from finish(matches_contact(:'ref'));
