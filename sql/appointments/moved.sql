-- The fixed appointment that new times would move.
-- :ref text
-- :replaces text
select a.ref as replaces, local(a.starts_at) as starts, local(a.ends_at) as ends, a.how, a.details
from match_seen(:'ref') m join appointments a on a.match_id = m.lead_id and a.state = 'fixed' and a.ref = :'replaces';
