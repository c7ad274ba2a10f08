-- Within how many working days we promise what.
select promise_days('first_look') as read_days, promise_days('claim') as claim_days, promise_days('first_message') as message_days,
    promise_days('confirm') as confirm_days;
