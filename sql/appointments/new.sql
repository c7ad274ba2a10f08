-- Up to five times are proposed in one go; rows are in arrays of five.
-- :ref text
-- :days text[]
-- :froms text[]
-- :untils text[]
-- :how text
-- :details text
-- :there text
-- :replaces text
select * from finish(appointments_new(:'ref', :'days', :'froms', :'untils', :'how', :'details', :'there', :'replaces'));
