-- Keeps what was typed into a form until its sender has signed in.
-- :browser text
-- :path text
-- :body text
select keep_form(:'browser', :'path', :'body');
