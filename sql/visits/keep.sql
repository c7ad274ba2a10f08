-- Keeps what was typed into a form until its sender has signed in; false when too many came from there.
-- :browser text
-- :path text
-- :body text
-- :client text
select keep_form(:'browser', :'path', :'body', :'client') as kept;
