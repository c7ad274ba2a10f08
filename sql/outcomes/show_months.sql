-- Month by month, with the bars of the picture: the longest is 200 wide.
with scaled as (
	select m.*, row_number() over (order by m.month) as place, 200.0 / greatest(max(m.helped) over (), 5) as unit
	from figures_months() m
)
select 'outcomes_month_' || to_char(s.month, 'MM') as month, to_char(s.month, 'YYYY') as year,
    s.yes, s.partly, s.unknown, s.no, s.helped, 35 + 27 * s.place as y, 49 + 27 * s.place as base,
    round(s.unit * s.yes, 1) as yes_w, 85 + round(s.unit * s.yes, 1) as partly_x, round(s.unit * s.partly, 1) as partly_w,
    85 + round(s.unit * (s.yes + s.partly), 1) as unknown_x, round(s.unit * s.unknown, 1) as unknown_w,
    85 + round(s.unit * (s.yes + s.partly + s.unknown), 1) as no_x, round(s.unit * s.no, 1) as no_w,
    92 + round(s.unit * s.helped, 1) as end_x
from scaled s order by s.month;
