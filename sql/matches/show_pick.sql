-- What I decide about the proposed times: I pick, or I wait; and who proposed.
-- :ref text
select case when m.side = 'desk' then 'desk' when (a.there is null) = (m.side = 'group') then 'pick' else 'wait' end as turn,
    split_part(p.name, ' ', 1) as by_first, local(o.starts_at) as instead_of, m.ref, m.side, a.how, a.details,
    split_part(w.name, ' ', 1) as there_first
from match_seen(:'ref') m join appointments a on a.match_id = m.lead_id and a.state = 'proposed'
join people p on p.id = a.proposed_by left join appointments o on o.id = a.replaces and o.state = 'fixed'
left join people w on w.id = a.there
where m.works order by a.starts_at limit 1;
