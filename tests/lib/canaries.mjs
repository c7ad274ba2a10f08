// A word in every column that can hold what somebody wrote or who they are
// (sql/privacy.sql says which), another one in each row: where a word shows
// up, one knows what it was and whose.
import { sealed, sql } from './stack.mjs';

// What belongs to nobody, and what is looked for all the same.
const others = ['communities.trusted_role', 'tasks.summary', 'tasks.title'];
// What is told again only from somewhere else, or ties a mail to its address.
const apart = ['address_changes.new_address', 'address_changes.old_address', 'demo_mails.body', 'demo_mails.recipient',
	'demo_mails.subject', 'mailed_codes.address', 'outbox.address', 'outbox.problem', 'sign_ins.address', 'sign_ins.name', 'sign_ins.phone'];

const columns = () => sql(`select c.relname || '.' || a.attname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'data'::regnamespace and c.relkind = 'r' and a.atttypid in ('text'::regtype, 'citext'::regtype)
    and (col_description(c.oid, a.attnum) like 'person:%' or c.relname || '.' || a.attname = any (:'others')) order by 1`,
{ others: `{${others}}` }).map(([column]) => column).filter((column) => !apart.includes(column));

// The word of a row, where it is not canary.TABLE.COLUMN.ROW.
const shapes = {
	'accounts.address': "'canary.accounts.address.' || %1$I || '.@access.example'",
	'accounts.phone': "'07700 9' || lpad(%1$I::text, 5, '0')",
	'people.name': "'canary.people.first.' || %1$I || '. canary.people.name.' || %1$I || '.'",
};

// Into every row where it may stand, else where something stands; answers
// the columns, and those that nothing was written to.  A row's number is the
// first of its key: its own id, its person's, its match's.
export async function plant() {
	const all = columns();
	const word = (column) => shapes[column] ?? `'canary.${column}.' || %1$I || '.'`;
	const silent = sql(`create function pg_temp.planted(called text, word text) returns bool language plpgsql as $$
declare
	tab text := split_part(called, '.', 1);
	col text := split_part(called, '.', 2);
	id text := (select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
	    where i.indrelid = ('data.' || tab)::regclass and i.indisprimary);
	n int;
begin
	begin
		execute format('update data.%I set %I = ' || format(word, id), tab, col);
	exception when check_violation then
		execute format('update data.%I set %I = ' || format(word, id) || ' where %I <> %L', tab, col, col, '');
	end;
	get diagnostics n = row_count;
	return n > 0;
end $$;
select * from (values ${all.map((column) => `('${column}', $w$${word(column)}$w$)`)}) c (called, word) where not pg_temp.planted(called, word)`)
	    .map(([column]) => column);
	await sealed();
	return { all, silent };
}

// The words in a text: what each is, of which row.
export function words(text) {
	const found = new Map();
	for (const [word, column, id] of text.matchAll(/canary\.(\w+\.\w+)\.(\d+)\./g))
		found.set(word, { word, column, id });
	for (const [word, id] of text.matchAll(/07700 9(\d{5})/g))
		found.set(word, { word, column: 'accounts.phone', id: String(Number(id)) });
	return [...found.values()];
}
