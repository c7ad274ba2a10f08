-- Counts a try with a password; the hash to compare with, NULL after too many.
select proofs_seen() as hash;
