// An address that has an account and one that has none are answered alike:
// the same status, the same words, and in times that overlap; no time is
// compared with a clock of ours, only with each other.
import { Browser } from '../lib/browser.mjs';
import { sql } from '../lib/stack.mjs';
import { diag, is, ok, story } from '../lib/tap.mjs';

const stamp = Date.now().toString(36);
const address = (kind, n) => `${kind}${n}.${stamp}@alike.example`;

// The first quarter, the half and the third quarter.
const quarters = (all) => [1, 2, 3].map((q) => [...all].sort((a, b) => a - b)[Math.floor(all.length * q / 4)]);
const within = (half, [first, , third]) => first <= half && half <= third;

// By turns, each from a browser and a place of its own.
async function compared(times, path, fields, status, words) {
	const took = { known: [], nobody: [] };
	const said = { known: new Set(), nobody: new Set() };
	for (let n = 0; n < times; n++) {
		for (const kind of n % 2 ? ['known', 'nobody'] : ['nobody', 'known']) {
			const b = new Browser();
			await b.get('/sign-in');
			const body = b.filled(b.form(path), { address: address(kind, n), ...fields });
			const begun = performance.now();
			const answer = await b.raw('POST', path, { body,
			    headers: { origin: b.base, 'sec-fetch-site': 'same-origin' } });
			took[kind].push(performance.now() - begun);
			said[kind].add(answer.status === status ? words(answer) : `${kind}: ${answer.status}`);
		}
	}
	is([...said.known], [...said.nobody], 'the same words and the same status');
	is(said.known.size, 1, 'every time');
	const known = quarters(took.known), nobody = quarters(took.nobody);
	const told = (q) => q.map((ms) => ms.toFixed(2)).join(', ');
	diag(`quarters in ms: known ${told(known)}; nobody ${told(nobody)}`);
	ok(within(known[1], nobody) && within(nobody[1], known), 'the middle of one lies well within the other');
}

sql(`with n as (select generate_series(0, 199) as n),
    p as (insert into data.people (community_id, name) select 1, 'Alike ' || n from n returning id, name)
    insert into data.accounts (person_id, community_id, address, password_hash)
    select id, 1, 'known' || split_part(name, ' ', 2) || '.' || :'stamp' || '@alike.example',
	(select password_hash from data.accounts where address = 'ruth@example.org') from p`, { stamp });

await story('a code is asked for', () => compared(200, '/sign-in', {}, 303,
    (answer) => `${answer.headers.location?.replace(/NC-\w+-\w+/, 'NC')} ${answer.body.length}`));
await story('a wrong password', () => compared(200, '/sign-in/password', { password: 'not this one, surely' }, 400,
    (answer) => `${answer.body.replace(/\b[0-9a-f]{16,}\b|[2-9A-Z]{4}-[2-9A-Z]{4}|(known|nobody)\d+/g, '')}`));
