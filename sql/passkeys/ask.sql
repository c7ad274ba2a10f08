-- What a page needs that asks for a passkey: what time it is, and which of mine will do.
select * from passkeys_asked();
