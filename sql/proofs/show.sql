-- How I can prove who I am.
select * from proofs_state();
