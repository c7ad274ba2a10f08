// A page's batch as a script for pgbench: node batch.mjs [name=value ...]
// -- FILE [name=value ...] ...: the guard, then each statement below sql/,
// one pipeline and one Sync, as the app sends it.  before=FILE goes first.
import { readFileSync } from 'node:fs';

const at = process.argv.indexOf('--');
const pairs = (list) => Object.fromEntries(list.map((s) => [s.slice(0, s.indexOf('=')), s.slice(s.indexOf('=') + 1)]));
const shared = pairs(process.argv.slice(2, at));
const asked = [];
for (const word of process.argv.slice(at + 1)) {
	if (word.includes('='))
		Object.assign(asked.at(-1).values, pairs([word]));
	else
		asked.push({ file: word, values: {} });
}

let count = 0;
const out = shared.before ? [readFileSync(shared.before, 'utf8').trim()] : [];
out.push('\\startpipeline');
for (const { file, values } of asked) {
	const text = readFileSync(new URL(`../../sql/${file}.sql`, import.meta.url), 'utf8');
	const types = Object.fromEntries([...text.matchAll(/^-- :(\w+) (\S+)$/gm)].map((m) => [m[1], m[2]]));
	const names = {};
	const set = [];
	for (const [name, type] of Object.entries(types)) {
		const value = values[name] ?? shared[name];
		if (value === '') {	// pgbench has no empty variable
			names[name] = `''::${type}`;
			continue;
		}
		if (value === undefined) {	// nor NULL; the planner must not know it
			names[name] = `nullif((:v${++count})::text, '-')::${type}`;
			set.push(`v${count}=-`);
			continue;
		}
		if (value.startsWith(':')) {	// a variable of the script's own
			names[name] = `(${value})::${type}`;
			continue;
		}
		// Numbers and words go as parameters, so that nothing is planned for them.
		names[name] = `(:v${++count})::${type}`;
		set.push(`v${count}=${value}`);
	}
	out.push(text.replace(/^--.*\n/gm, '').replace(/:'(\w+)'/g, (_, name) => names[name]).replace(/\s+/g, ' ').trim());
	process.stderr.write(set.map((s) => s + '\n').join(''));
}
out.push('\\endpipeline');
process.stdout.write(out.join('\n') + '\n');
