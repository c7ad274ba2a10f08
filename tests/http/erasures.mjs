// Erase me: told first, then sure, then gone, and everybody else hears of it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';

import { PASSWORD, signedIn } from '../lib/browser.mjs';
import { lastMail } from '../lib/mail.mjs';
import { one, sql, until } from '../lib/stack.mjs';
import { is, like, ok, story } from '../lib/tap.mjs';

const state = process.env.NC_STACK;
const backup = `${state}/before.dump`, settings = `${state}/restored.conf`;
const owner = statSync(`${state}/keys`);
const elsewhere = { env: { ...process.env, PGDATABASE: 'restored' }, encoding: 'utf8', maxBuffer: 1 << 28 };
const restored = (text) => execFileSync('psql', ['-XqAtc', text], elsewhere).trim();

const person = (name) => one("select state from data.people where name = :'name'", { name });

await story('Kwame reads what goes, and stays', async () => {
	const kwame = await signedIn('kwame');
	await kwame.get('/me');
	await kwame.follow(/Erase me/);
	ok(kwame.says('What stays, and why'), 'he reads it before');
	for (const [what] of sql('select distinct what from privacy_erased()'))
		ok(kwame.says(what), `he reads: ${what}`);
	await kwame.follow(/Continue/);
	await kwame.submit(/sure$/, {});
	is(kwame.status, 400, 'without the tick nothing happens');
	ok(kwame.says('Tick the box'), 'and it says so');
	is(person('Kwame Boateng'), 'active', 'he is there');
});

// A group that somebody helps: whom it hears through.
const mark = String(Date.now() % 1e8);
function helps(id) {
	const address = `hilde.${mark}@example.org`;
	one(`begin; select visit_as(1, (select person_id from data.accounts where address = 'ruth@example.org')) \\g /dev/null
	    insert into data.people (community_id, name) values (1, 'Hilde Quint') returning id as p \\gset
	    insert into data.accounts (person_id, community_id, address) values (:p, 1, :'address');
	    insert into data.groups (community_id, name, does, state) values (1, 'Left ${mark}', 'x', 'vetted') returning id as g \\gset
	    insert into data.memberships (group_id, person_id, community_id) values (:g, :p, 1);
	    insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
	    values (1, :g, :p, 'open', 'Left alone', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', now()) returning id as r \\gset
	    insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, published_at)
	    values (1, :r, :g, 'call', 'Left alone', 60, true, true, now()) returning id as t \\gset
	    select match_made(:t, :id, 'lead', (select person_id from data.accounts where address = 'ruth@example.org')); commit;`, { id, address });
	return address;
}

let gone;
await story('Deniz goes', async () => {
	const deniz = await signedIn('deniz');
	const id = one("select person_id from data.accounts where address = 'deniz@example.org'");
	const group = helps(id);
	// What others were mailed before is theirs; its copy is kept for trying
	// things out alone.
	ok(await until(() => one("delete from data.demo_mails where recipient = :'group' returning 1", { group })), 'the group was told that he comes');
	const help = sql("select ref from data.matches where person_id = :'id'::bigint and state in ('agreed', 'scheduled', 'working', 'handed_over')", { id });
	const { subject, number } = JSON.parse(one("select json_build_object('subject', vault, 'number', phone) from data.accounts where person_id = :'id'::bigint", { id }));
	like(number, /^1\./, 'his number stands sealed');
	execFileSync('pg_dump', ['-Fc', '-f', backup]);
	gone = { id, subject };
	await deniz.get('/me/erasure');
	is(help.length, 1, 'he helps somebody');
	ok(deniz.says('Your help in 1 place.'), 'is told what ends');
	sql("update data.logins set proved_at = proved_at - interval '11 minutes' where person_id = :'id'::bigint", { id });
	await deniz.follow(/Continue/);
	like(deniz.path, /^.confirm/, 'we want to be sure that it is he');
	await deniz.submit('/confirm', { password: PASSWORD });
	is(deniz.path, '/me/erasure/sure', 'and so it is');
	const since = Date.now() - 1;
	await deniz.submit(/sure$/, { sure: 'yes' });
	is([deniz.status, deniz.path.split('?')[0]], [200, '/'], 'leads home');
	ok(deniz.says('your account is gone'), 'and says that it is done');
	await deniz.get('/me');
	like(deniz.path, /^.sign-in/, 'the login is gone');
	is(one("select state || ' ' || name from data.people where id = :'id'::bigint", { id }), 'erased Somebody who left', 'and the name');
	is(one("select count(*) from data.matches where person_id = :'id'::bigint and state in ('agreed', 'scheduled', 'working', 'handed_over')", { id }), '0', 'no help is left open');
	const dump = execFileSync('pg_dump', ['--data-only', '--schema=data'], { maxBuffer: 1 << 28 }).toString();
	ok(dump.includes('lena@example.org'), 'a dump of the database tells of others');
	is(['deniz@example.org', 'Deniz Aydın', '07700 900104'].filter((w) => dump.includes(w)), [], 'and nothing of him');
	ok(await lastMail(group, /NC-/, since), 'the group hears of it');
	is(one("select count(*) from data.accounts where address = 'deniz@example.org'"), '0', 'nobody signs in with that address any more');
});

await story('and stays gone when an old backup is put back', async () => {
	const key = `${state}/keys/people/${gone.subject}`;
	ok(await until(() => !existsSync(key)), 'the steward took the key away');
	like(readFileSync(`${state}/keys/erased`, 'utf8'), new RegExp(`^${gone.subject} `, 'm'), 'and wrote down whose it was');
	execFileSync('createdb', ['restored']);
	execFileSync('pg_restore', ['-d', 'restored', backup]);
	is(restored(`select state || ' ' || name from data.people where id = ${gone.id}`), 'active Deniz Aydın', 'the backup still knows him');
	like(restored(`select phone from data.accounts where person_id = ${gone.id}`), /^1\./, 'but has no key to his number');
	writeFileSync(settings, readFileSync(process.env.NOCAPE_CONF, 'utf8').replace(/^database_name =.*/m, 'database_name = restored'), { mode: 0o644 });
	execFileSync(`${process.env.NC_HOME}/build/bin/nocape`, ['migrate'], { uid: owner.uid, gid: owner.gid, cwd: process.env.NC_HOME,
	    env: { ...process.env, NOCAPE_CONF: settings } });
	is(restored(`select state || ' ' || name from data.people where id = ${gone.id}`), 'erased Somebody who left', 'the next start erases him again');
	const dump = execFileSync('pg_dump', ['--data-only', '--schema=data', 'restored'], { maxBuffer: 1 << 28 }).toString();
	ok(dump.includes('lena@example.org'), 'others are there');
	is(['deniz@example.org', 'Deniz Aydın'].filter((w) => dump.includes(w)), [], 'and nothing of him');
	execFileSync('dropdb', ['restored']);
});

await story('the last coordinator cannot', async () => {
	const ruth = await signedIn('ruth');
	const others = sql("delete from data.coordinators where person_id <> (select person_id from data.accounts where address = 'ruth@example.org') and community_id = 1 returning to_jsonb(coordinators)");
	try {
		await ruth.get('/me/erasure');
		ok(ruth.says('You are the only coordinator here'), 'she reads why');
		ok(!ruth.links.some((l) => l.href?.endsWith?.('/sure')), 'and is led no further');
		await ruth.get('/me/erasure/sure');
		await ruth.submit(/sure$/, { sure: 'yes' });
		is(ruth.status, 400, 'by hand neither');
		ok(ruth.says('Somebody else has to become one first'), 'it says what to do');
	} finally {
		for (const [row] of others)
			sql("insert into data.coordinators select (jsonb_populate_record(null::data.coordinators, :'row')).*", { row });
	}
	is(person('Ruth Okafor'), 'active', 'she is there');
});
