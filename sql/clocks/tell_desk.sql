-- Tells the desk which promises are two days late.
select promises_tell_desk() as told;
