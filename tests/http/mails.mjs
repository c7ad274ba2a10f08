// What is in the mails: each kind there is, sent by the steward to everybody
// it goes to, about the demo's own rows with a word in every column that holds
// what somebody wrote or who they are.  Which words arrive with whom stands in
// tests/mails.tsv, compared both ways.  And a mail tells nothing that the page
// it leads to does not show to the same person.
// NC_ACCESS=write writes the file as it was found: read what changed before you
// keep it.  NC_MAILS=DIRECTORY keeps the texts for reading, without the words.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

import { Browser } from '../lib/browser.mjs';
import { plant, words } from '../lib/canaries.mjs';
import { paths, read } from '../lib/mail.mjs';
import { clocks, one, sql, until } from '../lib/stack.mjs';
import { prepare } from '../lib/states.mjs';
import { is, story } from '../lib/tap.mjs';

const file = new URL('../mails.tsv', import.meta.url);
const kinds = readdirSync(new URL('../../assets/mail/', import.meta.url)).map((name) => name.replace('.txt', '')).sort();

// What neither the demo nor the pages' states hold: ends of all sorts.
sql(prepare);
sql(`create temp view claimed as select c.*, split_part(a.address, '@', 1) as who from data.claims c
    join data.accounts a on a.person_id = c.person_id where c.state = 'waiting' and c.community_id = 1;
update data.claims set state = 'declined', decided_at = data.app_now(), decided_by = (select person_id from data.accounts where address = 'ruth@example.org'),
    reason = 'Another time.' where id in (select id from claimed where who = 'lena');
update data.claims set state = 'declined', decided_at = data.app_now() where id in (select id from claimed where who = 'priya');
update data.claims set state = 'withdrawn', decided_at = data.app_now() where id in (select id from claimed where who = 'wei');
update data.invitations set state = 'cancelled', answered_at = data.app_now() where person_id = (select person_id from data.accounts where address = 'oliver@example.org');
update data.matches set state = 'released', closed_at = data.app_now() where state = 'working' and person_id = (select person_id from data.accounts where address = 'yusuf@example.org');
insert into data.exports (community_id, person_id, state, made_at, ends_at, archive)
    select 1, person_id, 'made', data.app_now(), data.app_now() + interval '7 days', 'zip' from data.accounts where address = 'priya@example.org';
insert into data.promises (community_id, kind, request_id, match_id, group_id, subject_ref, due_on)
    select distinct on (m.id) 1, 'pick_time', m.request_id, m.id, m.group_id, m.ref, data.app_now()::date
    from data.appointments a join data.matches m on m.id = a.match_id where a.state = 'proposed' and a.community_id = 1;
update data.memberships set leaving_at = data.app_now() where group_id = (select id from data.groups where name like 'Upper Wendle Allotment%');
insert into data.memberships (group_id, person_id, community_id, left_at) select g.id, a.person_id, 1, data.app_now() from data.groups g, data.accounts a
    where g.name like 'Riverside%' and a.address = 'penny@example.org';
insert into data.member_invitations (community_id, group_id, address, invited_by)
    select 1, group_id, 'someone@elsewhere.example', person_id from data.memberships where person_id = (select person_id from data.accounts where address = 'amina@example.org');
update data.communities set trusted_mail = 'Miriam <trusted@elsewhere.example>', trusted_role = 'the trustee' where id = 1;
update data.people set state = 'suspended' where name = 'Alan Barraclough';
insert into data.suspensions (community_id, person_id, state, reason, next_step, answer, answered_at, answer_by, decision, decided_by, made_by)
    select 1, p.id, s, 'You did not come.', 'Ring us.', 'I was ill.', data.app_now(), data.app_now()::date, 'We heard that.', r.person_id, r.person_id
    from data.people p, data.accounts r, unnest(case p.name when 'Alan Barraclough' then '{kept}' else '{lifted,over}' end::text[]) s
    where p.name in ('Alan Barraclough', 'Rashid Khan') and r.address = 'ruth@example.org';
update data.suspensions set decided_by = null where state = 'kept';
insert into data.sign_ins (community_id, person_id, address, name, browser_hash, code_hash, next_path, ends_at)
    select 1, a.person_id, coalesce(a.address, 'new@elsewhere.example'), case when a.address is null then 'New' else '' end, '', '', '/', data.app_now() + interval '1 hour'
    from (values ('amina@example.org'), (null)) n (address) left join data.accounts a using (address);`);

// Whom a mail goes to, and what it is about: rows of person, address, about.
const account = (name) => `(select person_id from data.accounts where address = '${name}@example.org')`;
const to = (name, about = "'{}'::jsonb", rest = '') => `select ${account(name)}, null, ${about} ${rest}`;
const sent = (address, about = "'{}'::jsonb", rest = '') => `select null, '${address}', ${about} ${rest}`;
const ref = (key, table, where, more = '') => [`jsonb_build_object('${key}', t.ref${more})`, `from data.${table} t where t.community_id = 1 and ${where}`];
const desk = (key, table, where = 'true') => ({ coordinator: to('ruth', ...ref(key, table, where)) });
const whys = (list) => [", 'why', w", `cross join unnest('{${list}}'::text[]) w`];
const volunteer = (key, table, where, list) => {
	const [more, rest] = list ? whys(list) : ['', ''];
	return { volunteer: `select t.person_id, null, jsonb_build_object('${key}', t.ref${more}) from data.${table} t ${rest} where t.community_id = 1 and ${where}` };
};
// Everybody of a group, about what is the group's.
const group = (key, table, where, list, column = 'group_id') => {
	const [more, rest] = list ? whys(list) : ['', ''];
	return { 'group member': `select s.person_id, null, jsonb_build_object('${key}', t.ref${more}) from data.${table} t
	    join data.memberships s on s.group_id = t.${column} and s.left_at is null ${rest} where t.community_id = 1 and ${where}` };
};
const both = (key, table, where, list) => ({ ...volunteer(key, table, where, list), ...group(key, table, where, list) });
const asked = (states) => group('request', 'requests', `t.state in (${states})`);
const promised = (kind) => (kind === 'volunteer' ? `select p.person_id, null, jsonb_build_object('promise', p.id) from data.promises p
    where p.state = 'due' and p.community_id = 1 and p.person_id is not null` :
	`select s.person_id, null, jsonb_build_object('promise', p.id) from data.promises p join data.memberships s
    on s.group_id = p.group_id and s.left_at is null where p.state = 'due' and p.community_id = 1`);
const met = (where) => ({
	volunteer: `select b.person_id, null, jsonb_build_object('appointment', a.ref) from data.bookings b join data.appointments a on a.id = b.appointment_id
	    where a.community_id = 1 and ${where} and exists (select from data.matches m where m.id = a.match_id and m.person_id = b.person_id)`,
	'group member': `select b.person_id, null, jsonb_build_object('appointment', a.ref) from data.bookings b join data.appointments a on a.id = b.appointment_id
	    where a.community_id = 1 and ${where} and not exists (select from data.matches m where m.id = a.match_id and m.person_id = b.person_id)`,
});
const themselves = { person: to('amina') };
const coded = (key, purpose, address) => `select t.person_id, ${address}, jsonb_build_object('${key}', t.ref) from data.mailed_codes t where t.purpose = '${purpose}'`;
const running = "'agreed', 'scheduled', 'working', 'handed_over'";
const paused = (states) => `select t.person_id, null, jsonb_build_object('suspension', t.ref) from data.suspensions t where t.state in (${states})`;

// A case for each kind: everybody it goes to.
const cases = {
	account_unused: themselves,
	address_back: { person: to('amina'), 'former address': `select ${account('amina')}, 'former@elsewhere.example', '{}'::jsonb` },
	address_changed: { 'former address': `select ${account('amina')}, 'former@elsewhere.example', '{}'::jsonb` },
	address_code: { 'new address': coded('code', 'address', "'new@elsewhere.example'") },
	address_now: themselves,
	address_taken: themselves,
	appointment_cancelled: met('true'),
	appointment_fixed: met("a.state = 'fixed'"),
	audit_head: { operator: sent('operator@elsewhere.example', "jsonb_build_object('head', 'NCH1 2026-11-24T23:00:00Z 12 abcdef')") },
	claim_declined: volunteer('claim', 'claims', "t.state = 'declined' and t.reason <> ''"),
	claim_ended: volunteer('claim', 'claims', "t.state = 'declined' and t.reason = ''", 'seat_taken,ended,task_cancelled'),
	claim_new: desk('claim', 'claims', "t.state = 'waiting'"),
	claim_received: volunteer('claim', 'claims', "t.state = 'waiting'"),
	claim_withdrawn: desk('claim', 'claims', "t.state = 'withdrawn'"),
	confirmed: volunteer('match', 'matches', "t.state = 'confirmed'"),
	credential_checked: volunteer('credential', 'credentials', 'true'),
	desk_wrote: asked("'sent', 'open'"),
	export_ready: { person: `select t.person_id, null, jsonb_build_object('export', t.ref) from data.exports t where t.state = 'made'` },
	factor_off: themselves,
	factor_on: themselves,
	feedback_asked: group('match', 'matches', "t.state = 'confirmed'"),
	group_declined: group('group', 'groups', "t.name like 'Riverside%'", null, 'id'),
	group_leaving: desk('group', 'groups', 'not exists (select from data.memberships m where m.group_id = t.id and m.left_at is null and m.leaving_at is null)'),
	group_new: desk('group', 'groups'),
	group_vetted: group('group', 'groups', "t.state = 'vetted'", null, 'id'),
	handed_over: both('match', 'matches', "t.state = 'handed_over'"),
	invitation_accepted: desk('invitation', 'invitations', "t.state = 'sent'"),
	invitation_cancelled: volunteer('invitation', 'invitations', "t.state = 'cancelled'", 'seat_taken,desk'),
	invitation_declined: desk('invitation', 'invitations', "t.state = 'sent'"),
	invited: volunteer('invitation', 'invitations', "t.state = 'sent'"),
	match_made: both('match', 'matches', "t.state = 'agreed'"),
	match_released: both('match', 'matches', "t.state = 'released'", 'volunteer,desk,task_cancelled,request_ended'),
	member_invited: { 'somebody invited': sent('someone@elsewhere.example', ...ref('invitation', 'member_invitations', "t.address = 'someone@elsewhere.example'")) },
	member_relieved: { 'former member': to('penny', ...ref('group', 'groups', "t.name like 'Riverside%'")) },
	message_new: both('match', 'matches', `t.state in (${running})`),
	passkey_added: themselves,
	passkey_removed: themselves,
	passkey_stopped: themselves,
	password_changed: themselves,
	promise_due: { volunteer: promised('volunteer'), 'group member': promised('group member') },
	promise_moved: {
		volunteer: "select m.person_id, null, jsonb_build_object('request', r.ref, 'day', '2026-12-01') from data.matches m join data.requests r on r.id = m.request_id where m.state = 'working' and m.community_id = 1",
		'group member': asked("'question'")['group member'].replace('t.ref)', "t.ref, 'day', '2026-12-01')"),
	},
	proof_code: { person: coded('code', 'proof', 'null') },
	question_answered: desk('request', 'requests', "t.state = 'sent'"),
	question_asked: asked("'question'"),
	recovery_new: themselves,
	recovery_used: { person: to('amina') + ' union all ' + to('ruth') },
	report_ended: { 'who reported': `select t.author_id, null, jsonb_build_object('report', t.ref) from data.reports t where t.way <> 'trusted'` },
	report_new: desk('report', 'reports', "t.way = 'desk'"),
	report_safeguarding: { safeguarder: to('hannah', ...ref('report', 'reports', "t.way = 'safeguarding'")) },
	report_trusted: { 'trusted person': sent('trusted@elsewhere.example') },
	request_declined: asked("'declined', 'withdrawn'"),
	request_message: desk('request', 'requests', "t.state = 'open'"),
	request_new: desk('request', 'requests', "t.state = 'sent'"),
	request_open: asked("'open'"),
	request_referred: asked("'referred'"),
	request_sent: asked("'sent'"),
	request_withdrawn: desk('request', 'requests', "t.state = 'withdrawn'"),
	sign_in: { person: `select ${account('amina')}, null, jsonb_build_object('sign_in', t.ref, 'again', again) from data.sign_ins t, unnest('{t,f}'::bool[]) again where t.person_id is not null and t.browser_hash = ''` },
	sign_up: { 'somebody new': sent('new@elsewhere.example', "jsonb_build_object('sign_in', t.ref, 'again', false)", "from data.sign_ins t where t.address = 'new@elsewhere.example'") },
	still_wrong: volunteer('match', 'matches', `t.state in (${running})`),
	suspension_answered: desk('suspension', 'suspensions', 'answered_at is not null'),
	suspension_kept: { 'who is paused': paused("'kept'") },
	suspension_lifted: { person: paused("'lifted'") },
	suspension_made: { 'who is paused': paused("'running', 'kept'") },
	suspension_over: { person: paused("'over'") },
	times_proposed: both('match', 'matches', "exists (select from data.appointments a where a.match_id = t.id and a.state = 'proposed')"),
	volunteer_declined: { volunteer: to('sam') },
	volunteer_new: desk('person', 'people', "exists (select from data.volunteers v where v.person_id = t.id)"),
	volunteer_vetted: { volunteer: to('sam') },
};

// No more of one sort than tells something new.
const MOST = 6;
const laid = [];
for (const [kind, whom] of Object.entries(cases)) {
	for (const [who, rows] of Object.entries(whom)) {
		// mail() tells somebody paused of the pause, and nothing else
		for (const [person, address, about] of sql(`select * from (${rows}) r (person, address, about) where person is null
		    or person::bigint in (select id from data.people where state = 'active' or '${kind}' like 'suspension%') order by 3 limit ${MOST}`))
			laid.push({ kind, who, person, address, about });
	}
}
const at = new Map(sql('select person_id, address from data.accounts').map(([person, address]) => [person, address]));
const browsers = new Map([['', new Browser()]]);
const nadia = one(`select ${account('nadia')}`);
for (const person of [nadia, ...laid.map((l) => l.person)]) {
	if (!browsers.has(person))
		browsers.set(person, await new Browser().signIn(at.get(person)));
}

await story('each kind has its case, and each case its kind', () => {
	is(Object.keys(cases).filter((kind) => !kinds.includes(kind)), [], 'no case without a text in assets/mail');
	is(kinds.filter((kind) => !cases[kind]), [], 'no text in assets/mail without a case');
	is(sql('select kind from tests.mail_kinds order by 1').flat(), kinds, 'tests/lib/mail_kinds.sql has the same kinds');
	is(Object.entries(cases).flatMap(([kind, whom]) => Object.keys(whom).filter((who) => !laid.some((l) => l.kind === kind && l.who === who))
	    .map((who) => `${kind} to ${who}`)), [], 'and each has somebody to go to');
	const known = new Map(sql("select kind, array_to_string(keys, ',') from tests.mail_kinds"));
	is([...new Set(laid.filter((l) => Object.keys(JSON.parse(l.about)).sort().join() !== known.get(l.kind))
	    .map((l) => `${l.kind} ${l.about}`))], [], 'about what deeds write');
});

const { all, silent } = await plant();
// A link says its code; who was invited has an account at that address now.
const CODE = 'canary.outbox.secret.0.x';
const invited = 'someone@elsewhere.example';
sql(`update data.reports set right_hash = encode(sha256(:'code'), 'hex') where way = 'trusted';
update data.member_invitations set address = :'invited' where ref = :'ref';
update data.accounts set address = :'invited' where person_id = :'nadia'`, { code: CODE, invited, nadia,
	ref: JSON.parse(laid.find((l) => l.kind === 'member_invited').about).invitation });
await story('there is something to keep out', () => {
	is(silent, [], `each of ${all.length} columns holds a word`);
});

for (const l of laid) {
	l.message = one(`insert into data.outbox (community_id, kind, person_id, address, about, secret)
	    values (1, :'kind', nullif(:'person', '')::bigint, nullif(:'address', ''), :'about', :'code') returning message_id`, { ...l, code: CODE });
}
clocks();
await until(() => one("select count(*) from data.outbox where state = 'waiting'") === '0', 30);

const letters = new Map(readdirSync(process.env.NC_MAIL).map((name) => read(`${process.env.NC_MAIL}/${name}`))
    .map((mail) => [mail.headers['message-id'].slice(1).split('@')[0], mail]));
const now = new Map(sql('select person_id, address from data.accounts').map(([person, address]) => [person, address]));
const own = (l) => (w) => w.id === l.person && /^(people|accounts)\./.test(w.column);

await story('the steward sends them all', () => {
	const lost = laid.filter((l) => !letters.has(l.message));
	is(lost.map((l) => `${l.kind} to ${l.who} ${l.about}: ` + one("select state || ' ' || problem from data.outbox where message_id = :'message'", l)),
	    [], `${laid.length} mails of ${kinds.length} kinds`);
	is(laid.filter((l) => letters.has(l.message)).filter((l) => {
		const mail = letters.get(l.message);
		const [, address] = mail.to.match(/<?([^<>\s]+)>?$/) ?? [];
		return address !== (l.address || now.get(l.person));
	}).map((l) => `${l.kind} to ${l.who}: ${letters.get(l.message).to}`), [], 'each to one address, the one it is for');
});

// What a section left out must not leave a gap.
const HOLES = / [.,:;!?)]|\S {2}|“”|\(\)|^ | $|\n\n\n/m;
await story('and they read well', () => {
	is([...new Set(laid.filter((l) => letters.has(l.message)).filter((l) => {
		const { subject, text } = letters.get(l.message);
		return subject === '' || HOLES.test(subject) || HOLES.test(text.trimEnd()) || /^Hello.*\n\n(?!canary)[a-z]/m.test(text);
	}).map((l) => `${l.kind} to ${l.who}`))], [], 'no gaps, and each sentence begins as one');
});

const heard = new Map();
for (const l of laid.filter((m) => letters.has(m.message))) {
	const mail = letters.get(l.message);
	l.words = words(Object.values(mail.headers).join('\n') + mail.text + mail.html).filter((w) => !own(l)(w));
	for (const { column } of l.words)
		heard.set(`${column}\t${l.who}\tmail:${l.kind}`, l);
}

// What a mail tells and its page does not, and why that is well.
const beyond = {
	'groups.name member_relieved': 'who has left sees the group nowhere any more, and may have been in several',
	'communities.trusted_role report_trusted': 'as what they are asked, for the reader alone',
};
await story('a mail leads somewhere, and tells nothing that is not there', async () => {
	const more = new Set(), nowhere = new Set();
	let followed = 0;
	for (const l of laid.filter((m) => letters.has(m.message))) {
		const [path] = paths(letters.get(l.message));
		if (!path)
			continue;
		followed++;
		const page = await browsers.get(l.address === invited ? nadia : l.person).twin().get(path);
		if (page.status !== 200)
			nowhere.add(`${l.kind} to ${l.who}: ${path.replace(/NC-[\w-]+/, ':ref')} ${page.status}`);
		const shown = words(page.html).map((w) => w.word);
		for (const { word, column } of l.words)
			if (!shown.includes(word) && column !== 'outbox.secret' && !(`${column} ${l.kind}` in beyond))
				more.add(`${column} ${l.kind} ${l.who} ${path.replace(/NC-[\w-]+/, ':ref')} (${page.path.replace(/NC-[\w-]+/, ':ref')})`);
	}
	is([...more].sort(), [], `${followed} pages show what their mails tell`);
	is([...nowhere].sort(), [], 'and are there');
});

if (process.env.NC_MAILS) {
	for (const l of laid.filter((m) => letters.has(m.message)))
		writeFileSync(`${process.env.NC_MAILS}/${l.kind}-${l.who.replace(/ /g, '_')}-${l.message}`,
		    `${letters.get(l.message).subject}\n\n${letters.get(l.message).text}`);
}
if (process.env.NC_ACCESS === 'write')
	writeFileSync(file, ['column\twho\tmail', ...[...heard.keys()].sort()].join('\n') + '\n');
await story('who is told what', () => {
	const allowed = readFileSync(file, 'utf8').trim().split('\n').slice(1);
	is([...heard.keys()].filter((row) => !allowed.includes(row)).sort(), [], 'nobody is told what is not for them');
	is(allowed.filter((row) => !heard.has(row)), [], `and everybody what is: ${allowed.length} rows`);
});
