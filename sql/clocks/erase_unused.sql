-- Erases one of those whose account nobody used, 30 days after we warned them.
select erase_unused() as erased;
