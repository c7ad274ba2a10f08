-- Keeps a signed head, and mails it when somebody is to have it.
-- :id bigint
-- :n bigint
-- :at timestamptz
-- :line text
-- :address text
-- :community text
with head as (
	insert into data.audit_heads (id, n, at, line) values (:'id', :'n', :'at', :'line') returning line
)
insert into data.outbox (community_id, kind, address, about)
select c.id, 'audit_head', coalesce(substring(:'address' from '<(.*)>'), :'address'), jsonb_build_object('head', head.line)
from head, data.communities c where c.key = :'community' and :'address' <> '';
