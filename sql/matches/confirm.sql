-- The measure the group named when it asked, and how it stood then.
-- :ref text
select r.measure, r.measure_now from match_seen(:'ref') m join requests r on r.id = m.request_id
where m.side = 'group';
