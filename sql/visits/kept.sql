-- What this browser's form held when its sender had to sign in.
-- :browser text
select path, body from kept_form(:'browser');
