-- Counts anew what the front page and "What came of it" tell.
select figures_keep() as counted;
