-- What a page needs to open a sealed value, in one text: where it stands, whose
-- it is, and itself.  Place and subject come from the query, so that a value
-- that was moved does not open.  Inlined.
create function envelope(place text, subject text, sealed text) returns text language sql immutable
	return case when sealed = '' then '' else place || '|' || subject || '|' || sealed end;
