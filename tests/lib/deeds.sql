-- What tests of deeds share: pgTAP in a transaction of its own (the file that
-- reads this in rolls it back), people by name, and deeds done as somebody.
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
begin;
create extension if not exists pgtap with schema public;
select no_plan();

create function pg_temp.at(key text) returns bigint language sql as $$ select id from data.communities c where c.key = at.key $$;
create function pg_temp.who(name text) returns bigint language sql as $$ select max(id) from data.people p where p.name = who.name $$;

-- Which constraint a statement breaks, kept in broken; 'nothing' when it goes
-- through.
create temp table broken (name text);
\ir sealed.sql
create function pg_temp.breaks(statement text) returns text language plpgsql as $$
declare
	broke text;
	code text;
begin
	begin
		execute statement;
		return 'nothing';
	exception when others then
		get stacked diagnostics broke = constraint_name, code = returned_sqlstate;
	end;
	insert into broken values (broke);
	return coalesce(nullif(broke, ''), code);
end $$;
create function pg_temp.be(name text) returns void language sql as $$
	select visit_as((select community_id from data.people where id = pg_temp.who(be.name)), pg_temp.who(be.name)) $$;
-- A deed as somebody: answer and ref, or which constraint it breaks.
create function pg_temp.full_(name text, deed text) returns answer language plpgsql as $$
declare
	a answer;
	broke text;
begin
	perform pg_temp.be(name);
	begin
		execute 'select * from ' || deed into a;
		return a;
	exception when check_violation or unique_violation then
		get stacked diagnostics broke = constraint_name;
	end;
	insert into broken values (broke);
	return row(broke, null, null)::answer;
end $$;
create function pg_temp.as_(name text, deed text) returns text language sql as $$ select answer from pg_temp.full_(name, deed) $$;
