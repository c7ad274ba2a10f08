// Tries that were counted stay counted: the app is started anew, and
// PostgreSQL is killed with all it had in memory.
import { Browser } from '../lib/browser.mjs';
import { kill, killAll, one, shut, until } from '../lib/stack.mjs';
import { is, ok, story } from '../lib/tap.mjs';

async function guess(b) {
	await b.get('/sign-in');
	await b.submit('/sign-in/password', { address: 'tom@example.org', password: 'not this one' });
	return b.status;
}
const answers = () => until(async () => (await new Browser().get('/sign-in')).status === 200, 20);

await story('a crash gives nobody their tries back', async () => {
	const b = new Browser();
	for (let n = 1; n <= 9; n++)
		is(await guess(b), 400, `try ${n}`);
	killAll('postgres');
	kill('kore1');
	kill('kore2');
	ok(await until(() => one('select 1') === '1', 20), 'PostgreSQL is back');
	ok(await answers(), 'and the site');
	is(one('select max(tries) from data.tries'), '9', 'nine tries were counted');
	is(await guess(b), 400, 'the tenth is answered');
	is([one('select max(tries) from data.tries'), shut() > 0], ['10', true], 'and counted, and shuts the door for a moment');
	is(await guess(b), 429, 'the eleventh waits');
});
