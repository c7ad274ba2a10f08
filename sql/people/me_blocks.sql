-- Whom I keep apart from me.
select b.ref, b.name, b.since from blocks_mine() b;
