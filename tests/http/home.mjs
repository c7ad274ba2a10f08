// What anybody may read: the front page, how we work, what we keep, and what
// came of it; and that the figures follow what happens.
import { Browser, signedIn } from '../lib/browser.mjs';
import { one, sql, until } from '../lib/stack.mjs';
import { is, isnt, like, ok, story, unlike } from '../lib/tap.mjs';

const b = new Browser();
const open = () => Number(one(`select count(*) from data.tasks where state = 'open' and published
    and community_id = (select id from data.communities where key = 'wendle')`));

// The steward has counted since it started; what other stories changed
// meanwhile it counts at its next turn.
const recount = () => sql('delete from data.figures');

await story('the front page', async () => {
	ok(await until(() => one('select true from data.figures')), 'the steward keeps the figures');
	recount();
	await b.get('/');
	is([b.status, b.heading], [200, 'Help with computers, from your neighbours'], 'says what this is');
	is(b.links.filter((l) => ['Ask for help', 'See who needs a hand'].includes(l.text)).map((l) => l.href),
	    ['/ask', '/ask', '/tasks'], 'two doors, and the menu');
	like(b.text, /Rather talk\? Ring 01632 960 ?142/, 'and a number to ring');
	ok(b.says(`All ${open()} open tasks`), 'it counts the open tasks');
	is(b.links.filter((l) => /^\/tasks\/NC-/.test(l.href)).length, 3, 'and names three');
	is((b.html.match(/<h1/g) ?? []).length, 1, 'one heading');
	is(b.answer['cache-control'], 'private, no-cache', 'a browser may keep it');
	is(b.answer['set-cookie'], undefined, 'it sets no cookie');
});

// A whole one, not part of a longer word.
const word = (text) => new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u');

await story('nothing of a person stands on it', async () => {
	const private_ = sql(`select unnest(array[a.address, p.name]) from data.accounts a
	    join data.people p on p.id = a.person_id where a.address like '%@example.org'`).flat().filter(Boolean);
	// other tests' stories of one letter stand in any text
	const told = sql("select today from data.requests where length(today) > 12 union all select hurts from data.requests where length(hurts) > 12").flat();
	ok(private_.length > 50 && told.length > 20, 'there is much that could');
	for (const path of ['/', '/how-we-work', '/about', '/privacy', '/what-came-of-it']) {
		await b.get(path);
		is(private_.filter((text) => word(text).test(b.text)), [], `${path}: no address or name`);
		unlike(b.text, /07700 ?9\d{5}/, `${path}: no number as those of the demo are, which stand sealed`);
		is(told.filter((text) => b.text.includes(text)), [], `${path}: nothing of a story`);
	}
});

await story('how we work, and what we keep', async () => {
	await b.get('/how-we-work');
	is((b.html.match(/<ol class="nc-steps"[\s\S]*?<\/ol>/)[0].match(/<li/g)).length, 7, 'seven promises');
	ok(b.says('Within 2 working days'), 'with the days that this community promises');
	await b.get('/about');
	like(b.text, /GeoNames.*CC BY 4\.0/, 'the towns’ source is named');
	like(b.text, /Affero General Public License/, 'and the licence');
	like(b.text, /felt wrong.*Ring 01632 960 ?142/, 'and whom to tell when something felt wrong');
});

await story('what came of it', async () => {
	const figure = (text) => {
		const found = b.html.match(new RegExp(`<dt>${text}[\\s\\S]*?</dt><dd>(\\d+)</dd>`));
		return found && Number(found[1]);
	};
	recount();
	await b.get('/what-came-of-it');
	const before = figure('requests? w');
	ok(before > 0, `${before} were helped`);
	const rows = [...b.html.match(/<tbody[\s\S]*?<\/tbody>/)[0].matchAll(/numeric">(\d+)</g)].map((m) => Number(m[1]));
	const sums = [0, 1, 2, 3].map((i) => rows.filter((_, at) => at % 4 === i).slice(0, -1).reduce((x, y) => x + y, 0));
	is(sums, rows.slice(-4), 'the months add up to the last row');
	is(sums.reduce((x, y) => x + y), before, 'and that to the figure above');
	const bars = [...b.html.matchAll(/<rect x="([\d.]+)" y="\d+" width="([\d.]+)"/g)].filter((m) => m[2] !== '18');
	ok(bars.length > 0 && bars.every((m) => Number(m[1]) + Number(m[2]) <= 340), 'every bar of the picture stays in it');
	like(b.html, /role="img" aria-labelledby="chart-title chart-words"/, 'which has words');
	const ref = one(`update data.requests set state = 'done', done_at = now() where id = (select min(id)
	    from data.requests where state = 'under_way') returning ref`);
	recount();
	await b.get('/what-came-of-it');
	sql("update data.requests set state = 'under_way', done_at = null where ref = :'ref'", { ref });
	is(figure('requests? w'), before + 1, 'one more is done, and counts, also while the steward keeps nothing');
});

await story('a signed-in person sees the same', async () => {
	recount();
	const amina = await signedIn('amina');
	for (const path of ['/', '/how-we-work', '/about', '/privacy', '/what-came-of-it']) {
		await amina.get(path);
		await b.get(path);
		is(amina.main, b.main, `${path} is no other page`);
		is(amina.answer['cache-control'], 'no-store', 'though nobody keeps it for her');
		isnt(amina.html, b.html, 'in her own frame');
		unlike(amina.text, /Sign in/, 'which does not ask her to sign in');
	}
});
