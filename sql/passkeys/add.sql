-- What a device needs to make a passkey for me.
select * from passkeys_start();
