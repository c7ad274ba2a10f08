-- Counts a try with a password, and says which hash to compare with.
select proofs_seen() as hash;
