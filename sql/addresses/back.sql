-- Whether this link can still put an old address back.
-- :back text
select * from address_back_state(:'back');
