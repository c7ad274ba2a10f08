-- All that we have about a person: a row for every value, sealed ones in
-- their envelope.
-- :community bigint
-- :person bigint
select a.tbl, a.tbl_what, a.tbl_why, a.seen, a.tbl_first, a.col, a.what, a.row_no, a.row_first, a.value, a.sealed
from archive(:'community', :'person') a;
