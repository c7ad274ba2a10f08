// Sealed: what was moved in the database does not open, a key that is gone
// opens nothing, and both are said in a sentence; the master key is turned
// while people read.
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { promisify } from 'node:util';

import { Browser, signedIn } from '../lib/browser.mjs';
import { clocks, nocape, one, sealed, sql, until } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const AWAY = 'We cannot show this now.';
const keys = `${process.env.NC_STACK}/keys`;
const owner = statSync(keys);
const as = { uid: owner.uid, gid: owner.gid };
const masters = () => readdirSync(keys).filter((name) => name.startsWith('master.')).join(' ');

const mark = String(Date.now() % 1e8);
const home = one("select community_id from data.accounts where address = 'ruth@example.org'");
function person(name, phone) {
	return one(`with p as (insert into data.people (community_id, name) values (:home, :'name') returning id)
	    insert into data.accounts (person_id, community_id, address, phone)
	    select id, :home, :'name' || '@vault.example', :'phone' from p returning person_id`, { home, name: name + mark, phone });
}
const ada = person('ada', '01632 960501'), bo = person('bo', '01632 960502');
const ref = (id) => one("select ref from data.people where id = :'id'", { id });
await sealed();
const ruth = await signedIn('ruth');
const page = async (id, who = ruth) => {
	await who.get(`/desk/people/${ref(id)}`);
	if (who.forms.some((f) => /\/contact$/.test(f.action)))
		await who.submit(/\/contact$/);
};

await story('what is sealed opens where it was sealed, and nowhere else', async () => {
	like(one("select phone from data.accounts where person_id = :'ada'", { ada }), /^1\.[A-Za-z0-9_-]{60,}$/, 'the database holds no number');
	await page(ada);
	ok(ruth.says('01632 960501'), 'Ruth reads it');
	const swap = () => sql(`update data.accounts a set phone = b.phone from data.accounts b
	    where a.person_id in (:'ada', :'bo') and b.person_id in (:'ada', :'bo') and a.person_id <> b.person_id`, { ada, bo });
	swap();
	for (const id of [ada, bo]) {
		await page(id);
		is(ruth.status, 200, 'swapped, the page is there');
		ok(ruth.says(AWAY), 'and says that it cannot show it');
		ok(!ruth.says('01632 9605'), 'and shows neither number');
	}
	swap();
	await page(ada);
	ok(ruth.says('01632 960501'), 'put back, it opens');
	const both = () => sql(`update data.accounts a set vault = reverse(a.vault) where a.person_id = :'ada'`, { ada });
	both();
	await page(ada);
	ok(ruth.says(AWAY), 'under a key that is not there it does not');
	both();
});

await story('whose key is gone holds up nobody else', async () => {
	const lost = person('lost', '01632 960506');
	await sealed();
	sql("update data.accounts set vault = reverse(vault), phone = '01632 960507' where person_id = :'lost'", { lost });
	sql(`with p as (insert into data.people (community_id, name) select 1, 'Keyless ' || n from generate_series(1, 250) n returning id)
	    insert into data.accounts (person_id, community_id, address, vault) select id, 1, 'k' || id || '@keyless.example', md5(id::text) from p`);
	sql("update data.accounts set phone = '01632 960509' where address like '%@keyless.example'");
	is(one("select count(*) from data.to_seal where plain = '01632 960509'"), '250', '251 wait in vain');
	const next = person('next', '01632 960508');
	ok(await until(() => (clocks(), /^1\./.test(one("select phone from data.accounts where person_id = :'next'", { next }))), 20), 'who comes after is sealed');
	is(one("select plain from data.to_seal where row_id = :'lost'", { lost }), '01632 960507', 'theirs waits on');
	sql("delete from data.to_seal where row_id = :'lost' or plain = '01632 960509'; delete from data.accounts where address like '%@keyless.example'", { lost });
});

await story('a number that cannot be read is not emptied by saving the page', async () => {
	const amina = await signedIn('amina');
	await amina.get('/me');
	const number = amina.value('phone'), kept = () => one("select phone from data.accounts where address = 'amina@example.org'");
	like(number, /^07700/, 'she sees her number');
	const before = kept();
	sql("update data.accounts set vault = reverse(vault) where address = 'amina@example.org'");
	await amina.get('/me');
	is(amina.value('phone') ?? '', '', 'now it cannot be opened');
	await amina.submit('/me', {});
	is(kept(), before, 'saved, it stands as it stood');
	sql("update data.accounts set vault = reverse(vault) where address = 'amina@example.org'");
	await amina.get('/me');
	is(amina.value('phone'), number, 'and is there again');
	await amina.submit('/me', { phone: '' });
	is(kept(), '', 'she can take it away');
	await amina.submit('/me', { phone: number });
	await amina.get('/me');
	is(amina.value('phone'), number, 'and give it again');
	unlike(kept(), new RegExp(number), 'sealed');
});

await story('a code that nobody used leaves no key', async () => {
	const b = new Browser();
	await b.get('/sign-up');
	await b.submit('/sign-up', { name: 'Never', address: `never${mark}@vault.example`, phone: '01632 960503', door: 'group' });
	const vault = one("select vault from data.sign_ins where address = :'a'", { a: `never${mark}@vault.example` });
	like(vault, /^[0-9a-f]{32}$/, 'the number has a key');
	const file = `${keys}/people/${vault}`;
	ok(statSync(file).size === 76, 'which is a file');
	sql("update data.sign_ins set ends_at = app_now() - interval '2 minutes' where vault = :'vault'", { vault });
	sql("update data.accounts set phone = '01632 960501' where person_id = :'ada'", { ada });
	await sealed();
	ok(await until(() => one("select count(*) from data.sign_ins where vault = :'vault'", { vault }) === '0'), 'who never came is forgotten');
	let there = true;
	try {
		statSync(file);
	} catch {
		there = false;
	}
	ok(!there, 'the steward took it away');
});

await story('the master key is turned while people read', async () => {
	is(masters(), 'master.1', 'one master key');
	let reads = 0, shown = 0, on = true;
	const reading = async () => {
		const own = await signedIn('ines');
		while (on) {
			await page(bo, own);
			reads++;
			shown += own.says('01632 960502');
		}
	};
	const readers = [reading(), reading()];
	for (let n = 2; n < 5; n++) {
		const { stdout } = await promisify(execFile)(`${process.env.NC_HOME}/build/bin/nocape`, ['keys', 'rotate'],
		    { ...as, cwd: process.env.NC_HOME });
		like(stdout, /^The master key is new; \d\d+ keys are wrapped anew\.\n$/, 'turned');
		is(masters(), `master.${n}`, 'the old one is gone');
		await new Promise((done) => setTimeout(done, 2500));
	}
	on = false;
	await Promise.all(readers);
	ok(reads > 20, `${reads} pages were read meanwhile`);
	is(shown, reads, 'and each showed the number');
	const tom = await signedIn('tom');
	await tom.get('/me');
	await tom.submit('/me', { phone: '01632 960504' });
	await tom.get('/me');
	is(tom.value('phone'), '01632 960504', 'who writes goes on writing');
	like(nocape('check'), /^keys +fine$/m, 'the check finds all in order');
});

await story('who was erased is erased again after a restore', async () => {
	const subject = one("select vault from data.accounts where person_id = :'bo'", { bo });
	execFileSync('sh', ['-c', `echo '${subject} 2026-01-01' >> '${keys}/erased'`], as);
	like(nocape('erased', 'replay'), /^1 of the erased were back and are erased again\.$/m, 'found');
	is(one("select state from data.people where id = :'bo'", { bo }), 'erased', 'erased again');
	await page(bo);
	is(ruth.status, 404, 'Ruth finds nobody');
	ok(!readable(`${keys}/people/${subject}`), 'the key is gone');
	like(nocape('erased', 'replay'), /^0 of the erased/m, 'once');
});

function readable(path) {
	try {
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
