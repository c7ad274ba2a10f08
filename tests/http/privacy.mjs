// What we keep about people: the page that tells it, from the schema itself.
import { Browser } from '../lib/browser.mjs';
import { one, sql } from '../lib/stack.mjs';
import { is, ok, story } from '../lib/tap.mjs';

await story('anybody reads what is kept, why and how long', async () => {
	const b = new Browser();
	await b.get('/sign-up');
	await b.follow(/What we keep about you, why/);
	is([b.status, b.path], [200, '/privacy'], 'before they give us their name');
	for (const [label] of sql('select distinct rows_what from privacy_told()'))
		ok(b.says(label), label);
	const days = one("select days from data.retention where kind = 'keep_logins'");
	ok(b.says(`${days} days after it ended`), 'with the period of the settings');
	sql("update data.retention set days = 1234 where kind = 'keep_logins'");
	await b.get('/privacy');
	sql("update data.retention set days = :'days'::int where kind = 'keep_logins'", { days });
	ok(b.says('1234 days after it ended'), 'and whatever it is now');
});
