-- A code for somebody who has an account; `again` when they signed up once more.
-- :about jsonb
select (:'about') ->> 'sign_in' as ref, coalesce((:'about') ->> 'again', 'false') = 'true' as again;
