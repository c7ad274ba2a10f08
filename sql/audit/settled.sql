-- Up to which id every row of the trail is there; none while somebody writes for long.
select audit_settled() as upto;
