-- What looks sealed, but opens nowhere.
create function pg_temp.sealed(word text) returns text language sql as
	$$ select '1.' || rpad(regexp_replace(word, '[^A-Za-z0-9_-]', '-', 'g'), greatest(60, length(word)), '-') $$;
