// Who may open and do what: every route, tried by everybody it is not meant
// for, against tests/access.tsv.  A route without a row fails, and so does a
// row without a route.  What is somebody else's is answered like what is not
// there, to the letter.  And who reads what on the way: a word in every column
// that holds what is not for all, against tests/canaries.tsv.
// The neighbour is a coordinator of another community, who asks for ours at
// their own host; what is theirs is then asked for by each of ours.
// NC_ACCESS=write writes both as they are found: read what changed before you
// keep it.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

import { Browser, NEXT_DOOR } from '../lib/browser.mjs';
import { one, sealed, sql, until } from '../lib/stack.mjs';
import { prepare, routes, states } from '../lib/states.mjs';
import { diag, is, ok, story } from '../lib/tap.mjs';

const file = new URL('../access.tsv', import.meta.url);
const sung = new URL('../canaries.tsv', import.meta.url);
const table = routes();

// own: whom the page is meant for, as tests/lib/states.mjs has it.  Strangers
// are new, so that nothing of the demo community is theirs.
const strangers = { suspended: 'gone', newcomer: 'newcomer', 'other member': 'other', volunteer: 'helper' };
const roles = ['own', 'nobody', ...Object.keys(strangers), 'member', 'matched volunteer', 'coordinator', 'neighbour'];
const named = { member: 'amina@example.org', 'matched volunteer': 'tom@example.org', coordinator: 'ruth@example.org',
	neighbour: 'siobhan@corran.example', carried: 'carried',
	...Object.fromEntries(Object.entries(strangers).map(([role, name]) => [role, `${name}@access.example`])) };

sql(prepare);
sql(`insert into data.outbox (community_id, kind, person_id)
    select 2, 'password_changed', person_id from data.accounts where address = 'siobhan@corran.example'`);
sql(`with n as (select unnest('{gone,newcomer,other,helper}'::text[]) as n),
    p as (insert into data.people (community_id, name) select 1, n from n returning id, name)
    insert into data.accounts (person_id, community_id, address, password_hash)
    select id, 1, name || '@access.example', (select password_hash from data.accounts where address = 'ruth@example.org') from p;
create temp table who as select a.person_id as id, split_part(a.address, '@', 1) as name from data.accounts a where a.address like '%@access.example';
insert into data.memberships (group_id, person_id, community_id)
select g.id, w.id, 1 from data.groups g, who w where g.name like 'Riverside%' and w.name = 'gone';
with g as (insert into data.groups (community_id, name, does, state, vetted_at) values (1, 'Access', 'Keys', 'vetted', data.app_now()) returning id)
insert into data.memberships (group_id, person_id, community_id, contact) select g.id, w.id, 1, true from g, who w where w.name = 'other';
insert into data.volunteers (person_id, community_id, state, afar, agreed_at, vetted_at)
select id, 1, 'vetted', true, data.app_now(), data.app_now() from who where name in ('helper', 'gone')`);

const browsers = new Map();
async function browser(address) {
	if (!browsers.has(address)) {
		const b = new Browser(address.endsWith('@corran.example') ? NEXT_DOOR : undefined);
		// The neighbour's cookies, carried to our host: no browser would.
		if (address === 'carried')
			b.cookies = new Map((await browser(named.neighbour)).cookies);
		else if (address)
			await b.signIn(address);
		await b.get(address && address !== 'carried' ? '/me' : '/sign-in');
		b.token = /name="token" value="([0-9a-f]+)"/.exec(b.html)?.[1];
		browsers.set(address, b);
	}
	return browsers.get(address);
}
for (const { as } of Object.values(states))
	if (as)
		await browser(`${as}@example.org`);
for (const address of Object.values(named))
	await browser(address);
if (!await until(() => one('select 1 from data.demo_mails where community_id = 2'), 20))
	throw new Error('no mail next door');
sql("update data.people set state = 'suspended' where name = 'gone'");

// A draft in which nothing is missing.
const whole = one(`insert into data.requests overriding system value select (jsonb_populate_record(r, to_jsonb(r) || jsonb_build_object('id', -r.id,
    'ref', data.new_ref(), 'state', 'draft', 'sent_at', null, 'opened_at', null, 'matched_at', null, 'measure_now', 'canary'))).*
    from data.requests r where r.title like 'Two of us open%' returning ref`);
// Where a POST stands: at a page of the same beginning and names, else here.
const NOWHERE = 'NC-2222-22';
const invitation = "select i.ref from data.invitations i where i.state = 'sent' and i.task_id = t.id limit 1";
const here = {
	'/groups/:ref/invitations/:invitation/cancel': `select g.ref, i.ref from data.member_invitations i
	    join data.groups g on g.id = i.group_id where i.address = 'nadia@example.org'`,
	'/groups/:ref/invitations/:invitation/again': `select g.ref, i.ref from data.member_invitations i
	    join data.groups g on g.id = i.group_id where i.address = 'nadia@example.org'`,
	'/requests/:ref/questions/:question': `select r.ref, q.ref from data.questions q join data.requests r on r.id = q.request_id
	    where q.answered_at is null limit 1`,
	'/desk/tasks/:ref/invitations/:invitation/cancel': `select t.ref, (${invitation}) from data.tasks t where exists (${invitation}) limit 1`,
	'/desk/tasks/:ref/claims/:claim/approval': `select t.ref, c.ref from data.claims c join data.tasks t on t.id = c.task_id
	    where c.state = 'waiting' limit 1`,
	'/ask/:ref/check': `select '${whole}'`,
	'/me/archive/:ref': 'select ref from data.exports limit 1',
	'/volunteer/credentials/:ref/remove': "select ref from data.credentials where state = 'claimed' limit 1",
	'/me/blocks/:person/end': "select ref from data.people where name = 'Tom Whitlock'",
	'/me/logins/:login/end': `select l.ref from data.logins l join data.accounts a on a.person_id = l.person_id
	    where a.address = 'ruth@example.org' order by l.id desc limit 1`,
};
const names = (path) => path.match(/:\w+/g)?.join() ?? '';
const page = (path) => Object.keys(states).find((p) => names(p) === names(path) && p.split(':')[0] === path.split(':')[0] && states[p].at);
function stands(path) {
	const at = here[path] ?? states[path]?.at ?? states[page(path)]?.at;
	const values = at ? sql(at)[0] ?? [] : [];
	let i = 0;
	return path.replace(/:\w+/g, () => values[i++] ?? NOWHERE) + (states[path]?.query ?? '');
}

// Whom the route table itself keeps out.
const kept = {
	OPEN: [], GUEST: [], CAPABILITY: [],
	BARRED: ['nobody'],
	HALF: ['nobody', 'suspended'],
	MEMBER: ['nobody', 'suspended'],
	GROUP: ['nobody', 'suspended', 'newcomer', 'volunteer', 'matched volunteer', 'coordinator', 'neighbour'],
	VOLUNTEER: ['nobody', 'suspended', 'newcomer', 'other member', 'member', 'coordinator', 'neighbour'],
	DESK: ['nobody', 'suspended', 'newcomer', 'other member', 'volunteer', 'member', 'matched volunteer'],
};
// A deed is tried by those it is not for: the others' stories do it.
function tried(route, role) {
	if (route.method === 'GET')
		return true;
	if (kept[route.who].includes(role === 'carried' ? 'nobody' : role))
		return true;
	return /:/.test(route.path) && route.who !== 'GUEST' && (role in strangers || ['nobody', 'carried', 'neighbour'].includes(role));
}

// A page without what is new each time: its reference, a form's words.
const plain = (html) => html.replace(/[0-9a-f]{32,}|[2-9A-Z]{4}-[2-9A-Z]{4}/g, '');

async function answer(route, role, path) {
	const own = states[route.path]?.as;
	const address = role === 'own' ? own && `${own}@example.org` : named[role];
	const b = await browser(address ?? '');
	// What somebody without a login sent is kept, only so much from one place.
	b.from = `127.${[...randomBytes(3)].map((n) => 1 + n % 250).join('.')}`;
	const body = route.method === 'POST' ? new URLSearchParams({ token: b.token, op: randomBytes(16).toString('hex') }) : undefined;
	const asked = (at) => b.raw(route.method, at, { body,
	    headers: body ? { origin: b.base, 'sec-fetch-site': 'same-origin' } : {} });
	const { status, headers, body: html } = await asked(path);
	if (route.method === 'GET' && status === 200) {
		opens.add(route.path);
		if (headers['content-type'].startsWith('text/html') === Boolean(states[route.path]?.file) || html === '')
			unlike.push(`${role} ${route.path}: ${headers['content-type']}`);
	}
	for (const [column, word] of Object.entries(canaries)) {
		if (html.includes(word))
			heard.add(`${column}\t${role}\t${route.path}`);
	}
	if (role !== 'neighbour' && html.includes(NEXT))
		leaks.push(`${role} ${route.method} ${route.path}`);
	if (status === 404 && plain(html) !== plain((await asked(route.path.replace(/:\w+/g, (name) => NOWHERE + (name === ':file' ? '.ics' : '')))).body))
		return '404, unlike what is not there';
	return status === 303 && headers.location.startsWith('/sign-in') ? 'sign-in' : String(status);
}

// Looked up before the canaries move in.
const places = new Map(table.map((route) => [route, stands(route.path)]));
const canaries = Object.fromEntries(`appointments.details passkeys.name claims.reason claims.words credentials.how credentials.issuer
    credentials.title desk_notes.body feedback.words groups.entry_notes groups.reason groups.registration_number groups.street
    handovers.access handovers.changed invitations.reason invitations.words logins.browser matches.declared matches.reason
    matches.still_wrong messages.body outcomes.measure questions.answer questions.body reports.copy reports.words requests.affected requests.goal
    requests.hours_words requests.hurts requests.measure requests.pressing_words requests.reason requests.since requests.today
    requests.tried requests.uses suspensions.answer suspensions.reason volunteers.interests volunteers.reason volunteers.words work_notes.body`.split(/\s+/)
    .map((column) => [column, `canary ${column.replace(/\W/g, ' ')}`]));
const silent = [];
// What opened for somebody at all, and what came that was neither a page nor
// a file that holds something.
const opens = new Set();
const unlike = [];
// The neighbours' words are others, and nobody of ours reads any of them.
const NEXT = 'canary.next.door';
const leaks = [];
// A value of ours in a path, and what stands for it next door.
const kinds = sql("select table_name from information_schema.columns where table_schema = 'data' and column_name = 'ref'").map(([t]) => t);
const stand = new Map();
// A row of theirs; where the demo has none, ours as if it were: the same
// people in it, so that the community alone keeps them out.
const standsThere = (table, value) => one(`select ref from data.${table} where community_id = 2 order by ref limit 1`) ??
    one(`set session_replication_role = replica;
	insert into data.${table} overriding system value select (jsonb_populate_record(t, to_jsonb(t)
	    || jsonb_build_object('community_id', 2, 'ref', data.new_ref(), 'id', -coalesce((to_jsonb(t) ->> 'id')::bigint, 1)))).*
	from data.${table} t where t.ref = :'value' returning ref`, { value });
function nextDoor(value) {
	if (value.endsWith('.ics'))
		return nextDoor(value.slice(0, -4)) + '.ics';
	if (!/^NC-|^[0-9]+$/.test(value))
		return value;
	if (!stand.has(value)) {
		const table = kinds.find((t) => one(`select 1 from data.${t} where ref = :'value'`, { value }));
		stand.set(value, !table ? one('select max(outbox_id) from data.demo_mails where community_id = 2') : standsThere(table, value));
	}
	return stand.get(value);
}
const theirs = new Map(table.filter((r) => r.path.includes(':') && !places.get(r).includes(NOWHERE)).map((r) => {
	const values = places.get(r).split('/');
	const parts = r.path.split('/');
	return [r, values.map((v, i) => parts[i].startsWith(':') ? nextDoor(v) : v).join('/')];
}));
for (const [column, word] of Object.entries(canaries)) {
	const [table, name] = column.split('.');
	const sits = (where) => sql(`update data.${table} set ${name} = :'word' where ${where} returning 1`, { word }).length > 0;
	// Where something was written; what the demo never filled, everywhere.
	if (!sits(`${name} <> ''`) && !sits('true'))
		silent.push(column);
	if (one(`select 1 from information_schema.columns where table_schema = 'data' and table_name = :'table' and column_name = 'community_id'`, { table }))
		sql(`update data.${table} set ${name} = '${NEXT}' where community_id = 2 and ${name} = :'word'`, { word });
}
sql(`update data.people set name = '${NEXT} ' || ref where community_id = 2`);
sql(`update data.groups set name = '${NEXT} ' || ref where community_id = 2`);
sql(`update data.requests set title = '${NEXT} ' || ref where community_id = 2`);
sql(`update data.tasks set title = '${NEXT} ' || ref where community_id = 2`);
canaries['accounts.phone'] = '07700 900321';
sql(`update data.accounts set phone = case community_id when 2 then '${NEXT}' else '07700 900321' end`);
canaries['accounts.address'] = 'canary@access.example';
await sealed();
sql(`update data.accounts set address = person_id || case community_id when 2 then '${NEXT}'
    else 'canary' end || '@access.example'`);
// Who was invited still is.
sql(`update data.member_invitations i set address = a.address from data.accounts a join data.people p on p.id = a.person_id
    where p.name = 'Nadia Haddad' and i.address = 'nadia@example.org'`);

const deeds = () => one(`select count(*) from data.audit a join data.accounts c on c.person_id = a.person_id
    where c.person_id in (select id from data.people where name in ('gone', 'newcomer', 'other', 'helper'))`);
const before = deeds();
const found = new Map();
const opened = [];
let carried = 0;
const heard = new Set();
// A check against nothing would hold whatever happens.
await story('there is something to keep from them', async () => {
	is(table.filter((r) => places.get(r).includes(NOWHERE)).map((r) => `${r.method} ${r.path}`),
	    ['GET /sign-in/:ref', 'POST /sign-in/:ref'], 'each route stands somewhere; a code waits for nobody yet');
	is(silent, [], 'each column holds something');
});

await story('every route, by everybody', async () => {
	for (const route of table) {
		const cells = [], path = places.get(route);
		for (const role of roles) {
			const mine = role === 'own' && (route.method === 'POST' || !states[route.path]?.as);
			cells.push(mine || !tried(route, role) ? '-' : await answer(route, role, path));
		}
		if (tried(route, 'carried')) {
			carried++;
			const got = await answer(route, 'carried', path);
			if (got !== cells[roles.indexOf('nobody')])
				opened.push(`${route.method} ${route.path}: ${got}`);
		}
		found.set(`${route.method}\t${route.path}`, cells.join('\t'));
	}
	ok(found.size === table.length, `${found.size} routes`);
	is(table.filter((r) => r.method === 'GET' && !opens.has(r.path) && !states[r.path]?.leads && !states[r.path]?.asked).map((r) => r.path), [],
	    'each opens for somebody');
	is(unlike, [], 'and is a page, or a file with something in it');
	is(table.filter((r) => states[r.path]?.file && states[r.path].as && ![...heard].some((row) => row.endsWith(`\town\t${r.path}`)))
	    .map((r) => r.path), [], 'somebody reads something of somebody in each such file');
	is(opened, [], `${carried} times the neighbour's cookies open nothing at our host`);
});

// Every row next door, but for what the steward moves.
const state = () => one(`select md5(string_agg(query_to_xml(format('select * from data.%I where community_id = 2 order by 1, 2', t), false, false, '')::text, ''
    order by t)) from unnest(:'tables'::text[]) t`, { tables: `{${sql(`select c.table_name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name) where c.table_schema = 'data' and c.column_name = 'community_id'
    and t.table_type = 'BASE TABLE' and c.table_name not in ('logins', 'outbox', 'demo_mails', 'kept_forms', 'operations', 'promises', 'figures')`)
    .join()}}` });
await story('what is next door is not there', async () => {
	const standing = state();
	const wrong = [];
	let asked = 0;
	for (const [route, path] of theirs) {
		for (const role of roles.filter((r) => r !== 'own' && r !== 'neighbour')) {
			if (route.who === 'GUEST' || route.who === 'OPEN')
				continue;
			asked++;
			const got = await answer(route, role, path);
			const barred = kept[route.who].includes(role) && (role === 'nobody' || role === 'suspended');
			if (barred ? got === '200' : got !== '404')
				wrong.push(`${role} ${route.method} ${route.path}: ${got}`);
		}
	}
	ok(asked > 500, `${asked} times somebody of ours asked for something of theirs`);
	is(wrong, [], 'and each was told what is said of what is not there');
	is([...theirs].filter(([, path]) => /\/(\/|$)/.test(path)).map(([r]) => r.path), [], 'each route stands next door too');
	is(state(), standing, 'and not one row of theirs has changed');
	is(leaks, [], 'nobody of ours has read a word of theirs');
	is([...heard].filter((row) => row.split('\t')[1] === 'neighbour'), [], 'nor has the neighbour of ours');
});

const quarters = (all) => [1, 2, 3].map((q) => [...all].sort((a, b) => a - b)[Math.floor(all.length * q / 4)]);
// As trust has it for known addresses: 5 ms tell nobody anything.
const CLOSE = 5;
await story('in no other time either', async () => {
	const b = await browser(named.coordinator);
	for (const path of ['/desk/requests/:ref', '/desk/groups/:ref', '/desk/people/:ref', '/requests/:ref', '/matches/:ref', '/groups/:ref']) {
		const at = theirs.get(table.find((r) => r.method === 'GET' && r.path === path));
		const took = { there: [], absent: [] };
		for (let n = 0; n < 100; n++) {
			for (const kind of n % 2 ? ['there', 'absent'] : ['absent', 'there']) {
				const begun = performance.now();
				await b.raw('GET', kind === 'there' ? at : path.replace(':ref', NOWHERE));
				took[kind].push(performance.now() - begun);
			}
		}
		const there = quarters(took.there), absent = quarters(took.absent);
		diag(`${path}: quarters in ms: next door ${there.map((t) => t.toFixed(2))}; absent ${absent.map((t) => t.toFixed(2))}`);
		ok(Math.abs(there[1] - absent[1]) < CLOSE, `${path}: the middles are less than ${CLOSE} ms apart`);
	}
});

if (process.env.NC_ACCESS === 'write') {
	writeFileSync(sung, ['column\twho\troute', ...[...heard].sort()].join('\n') + '\n');
	writeFileSync(file, [`method\troute\t${roles.join('\t')}`, ...[...found].map((row) => row.join('\t'))].join('\n') + '\n');
}

const rows = new Map(readFileSync(file, 'utf8').trim().split('\n').slice(1)
    .map((line) => [line.split('\t').slice(0, 2).join('\t'), line.split('\t').slice(2).join('\t')]));
await story('as the table says', async () => {
	is([...found.keys()].filter((key) => !rows.has(key)), [], 'each route has its row');
	is([...rows.keys()].filter((key) => !found.has(key)), [], 'and each row its route');
	for (const [key, cells] of found)
		is(cells, rows.get(key), key.replace('\t', ' '));
	is(deeds(), before, 'no stranger left a trace');
});

await story('who reads what', async () => {
	const allowed = readFileSync(sung, 'utf8').trim().split('\n').slice(1);
	is([...heard].filter((row) => !allowed.includes(row)).sort(), [], 'nobody reads what is not for them');
	is(allowed.filter((row) => !heard.has(row)), [], 'and everybody what is');
});
