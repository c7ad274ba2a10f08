-- Heads that the file does not have yet.
-- :after bigint
select h.id, h.line from data.audit_heads h where h.id > :'after' order by h.id;
