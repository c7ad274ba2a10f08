-- What the audit trail was at a time, as it was signed.
-- :about jsonb
select (:'about') ->> 'head' as head, split_part((:'about') ->> 'head', ' ', 3) as rows, split_part((:'about') ->> 'head', ' ', 2) as at;
