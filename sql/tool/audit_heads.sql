-- How many heads were signed here.
select count(*) as heads from data.audit_heads;
