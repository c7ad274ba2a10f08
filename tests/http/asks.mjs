// Amina of a food bank asks for help, from the first word to the last.
import { Browser, signedIn } from '../lib/browser.mjs';
import { lastMail, mails, paths } from '../lib/mail.mjs';
import { one, sql } from '../lib/stack.mjs';
import { is, like, ok, story, unlike } from '../lib/tap.mjs';

const HASH = "(select password_hash from data.accounts where address = 'amina@example.org')";
const HOME = "(select community_id from data.accounts where address = 'amina@example.org')";

// Somebody who was never here; the password is the demo's.
function somebody(name) {
	const address = `${name.toLowerCase()}.${Date.now() % 1e7}@example.org`;
	sql(`with p as (insert into data.people (community_id, name)
	    values (${HOME}, :'name') returning id, community_id)
	    insert into data.accounts (person_id, community_id, address, password_hash)
	    select id, community_id, :'address', ${HASH} from p`, { name, address });
	return address;
}

// A deed of the desk, as Ruth.
const desk = (deed, values) => one(`begin;
    select set_config('app.done', '', true), visit_as(${HOME}, (select person_id
        from data.accounts where address = 'ruth@example.org')) \\g /dev/null
    select answer from ${deed};
    commit;`, values);

const state = (ref) => one("select state from data.requests where ref = :'ref'", { ref });
const kept = (ref, field) => one(`select ${field} from data.requests where ref = :'ref'`, { ref });

// 4,000 letters of many hands: right to left, joined, far from ASCII.
const HANDS = 'Pâte à choux. Žluťoučký kůň. Ελληνικά. Привіт, Ольго! 食物銀行每週五發放。' +
    'بنك الطعام يوزع الطرود يوم الجمعة. בנק המזון. खाद्य बैंक। ਭੋਜਨ ਬੈਂਕ। 👩🏽‍🍳🥫🧡🏳️‍🌈 Ünïcödé. ';
const LONG = [...HANDS.repeat(60)].slice(0, 3999).join('') + '.';

const ANSWERS = [
	['goal', { goal: 'Give out about 130 parcels every Friday.' }, 'Write what you are trying to get done'],
	['today', { today: 'Two of us write on paper.\nOn Sunday one types it.' }, 'Write how you do it today'],
	['hurts', { hurts: 'The label printer skips every third label.' }, 'Write where it hurts'],
	['affected', { affected: 'Families wait in the rain.' }, 'Write who is affected'],
	['since', { since: 'Since September', tried: 'New paper.' }, 'Write since when'],
	['uses', { uses: 'A grey label printer and one laptop.' }, 'Write what you use'],
	['where', { reach: 'here', town: 'Halifax' }, 'Choose where the help should happen'],
	['hours', { hours: ['fri_morning', 'mon_evening'], hours_words: 'Not in August' }, 'Tick when somebody is there'],
	['pressing', { pressing: 'soon', pressing_words: 'Two hours a week.' }, 'Choose what happens while you wait'],
	['better', { measure: 'No label is skipped.', measure_now: 'Every third is' }, 'Write how you would know'],
	['title', { title: 'Label printer skips every third label' }, 'Give it a name'],
];

// A story from start to check, for what comes after.
async function told(b, title = 'Told in one go') {
	await b.get('/ask');
	await b.submit('/ask');
	const ref = b.path.split('/')[2];
	for (const [name, fields] of ANSWERS)
		await b.submit(`/ask/${ref}/${name}`, name === 'title' ? { title } : fields);
	is(b.path, `/ask/${ref}/check`, `${title}: eleven answers lead to the check`);
	return ref;
}

async function sent(b, title) {
	const ref = await told(b, title);
	await b.submit(`/ask/${ref}/check`);
	is(b.path, `/requests/${ref}/sent`, `${title}: it is sent`);
	return ref;
}

const amina = new Browser();
let address;
let ref;

await story('who comes for the first time is led to a group and back', async () => {
	await amina.get('/ask');
	is(amina.status, 200, 'anybody may read what will be asked');
	ok(amina.says('about ten minutes'), 'it says how long it takes');
	ok(amina.links.some((l) => l.href === '/sign-up?next=/ask'), 'and leads to signing up and back');
	address = somebody('Amina');
	await amina.signIn(address);
	await amina.get('/ask');
	await amina.follow('Tell us about your group');
	is(amina.path, '/groups/new?next=ask', 'whoever has no group tells of it first');
	await amina.submit(/^\/groups\/new/, { name: 'Riverside Parcels', does: 'Food parcels on Fridays',
	    registration: 'not_registered', town: 'Halifax', phone: '01632 960999' });
	like(amina.path, /^\/ask\?said=/, 'and is back at the start');
	ok(amina.says('now we know your group'), 'with a word that the first part is done');
	await amina.submit('/ask');
	like(amina.path, /^\/ask\/NC-[2-9A-Z]{4}-[2-9A-Z]{2}\/goal$/, 'the first question');
	ref = amina.path.split('/')[2];
});

await story('every question refuses silence and keeps what was said', async () => {
	let n = 0;
	for (const [name, fields, missing] of ANSWERS) {
		n++;
		is(amina.path, `/ask/${ref}/${name}`, `question ${n}: ${name}`);
		ok(amina.says(`question ${n} of 11`), 'it says which of how many');
		is(amina.says('What you have said so far') && amina.says(ANSWERS[0][1].goal), !['goal', 'where', 'hours'].includes(name),
		    `${name}: what was told before can be read again where words are asked for`);
		const rest = Object.fromEntries(Object.entries(fields).filter(([f]) =>
		    ['tried', 'town', 'pressing_words', 'measure_now'].includes(f)));
		const empty = Object.fromEntries(Object.keys(fields).filter((f) => !(f in rest)).map((f) =>
		    [f, amina.form(`/ask/${ref}/${name}`).fields[f].choices.length > 0 ? null : '']));
		await amina.submit(`/ask/${ref}/${name}`, { ...rest, ...empty });
		is(amina.status, 400, 'nothing said is no answer');
		like(amina.errors.join(), new RegExp('^' + missing), 'a sentence says what to do');
		like(amina.title, /^Error: /, 'so does the title');
		for (const [f, value] of Object.entries(rest))
			is(amina.value(f), value, `${f} is kept`);
		await amina.submit(`/ask/${ref}/${name}`, fields);
	}
	is(amina.path, `/ask/${ref}/check`, 'then comes the check');
	for (const [, fields] of ANSWERS)
		for (const value of Object.values(fields).flat().filter((v) => / /.test(v)))
			ok(amina.says(value.replace(/\n/g, ' ')), `it shows "${value.slice(0, 24)}"`);
	ok(amina.says('Friday morning') && amina.says('Monday evening'), 'it shows the hours in words');
	ok(amina.says('Halifax'), 'and the town');
});

await story('a draft is left, found again, and changed', async () => {
	await amina.get('/ask');
	await amina.follow('Label printer skips every third label');
	is(amina.path, `/ask/${ref}/check`, 'a whole draft goes on at the check');
	await amina.get(`/ask/${ref}/hurts?then=check`);
	is(amina.value('hurts'), 'The label printer skips every third label.', 'the answer stands in its field');
	await amina.submit(new RegExp(`^/ask/${ref}/hurts`), { hurts: 'Every second label.' });
	is(amina.path, `/ask/${ref}/check`, 'a change leads back to the check');
	ok(amina.says('Every second label.'), 'and shows there');

	await amina.get('/ask');
	await amina.submit('/ask');
	const other = amina.path.split('/')[2];
	for (const page of ['check', 'check?said=requests_renewed_said', ''])
		is((await amina.get(`/ask/${other}/${page}`.replace(/\/$/, ''))).path, `/ask/${other}/goal`,
		    `skipping ahead to "${page}" leads to the first question without an answer`);
	await amina.submit(`/ask/${other}/goal`, { goal: 'Half a sen' }, { button: 'Save this and come back later' });
	like(amina.path, /^\/requests\?/, 'coming back later leads to the requests');
	ok(amina.says('Saved. Go on whenever you like.'), 'which say that it was saved');
	is(kept(other, 'goal'), 'Half a sen', 'and it was');
	await amina.get(`/ask/${other}`);
	is(amina.path, `/ask/${other}/today`, 'it goes on where it was');
	await amina.submit(`/ask/${other}/today`, {}, { button: 'Save this and come back later' });
	is(amina.status, 200, 'nothing typed, nothing said: later is later');
	await amina.get(`/requests/${other}/withdraw`);
	await amina.submit(`/requests/${other}/withdraw`);
	is(state(other), 'withdrawn', 'a draft can be thrown away');
	is(mails('ruth').filter((m) => m.text.includes(other)).length, 0, 'and nobody hears of it');
});

await story('a password is refused and everything kept', async () => {
	const before = kept(ref, 'today');
	const text = 'Joan signs in as office, the password is wendle-parcels-22. Then she types.';
	for (const [name, field, more] of [['today', 'today', {}], ['since', 'tried', { since: 'Since May' }], ['better', 'measure', {}],
	    ['hours', 'hours_words', { hours: ['sat_morning'] }], ['title', 'title', {}]]) {
		await amina.get(`/ask/${ref}/${name}?then=check`);
		await amina.submit(new RegExp(`^/ask/${ref}/${name}`), { ...more, [field]: text });
		is(amina.status, 400, `${field}: a password is refused`);
		like(amina.errors.join(), /password/, 'a sentence says why');
		is(amina.value(field), text, 'the text is kept');
		for (const [f, value] of Object.entries(more))
			is(amina.value(f), value, `${f} too`);
	}
	is(kept(ref, 'today'), before, 'nothing of it was saved');
});

await story('any hand, four thousand letters, is kept as it was', async () => {
	is([...LONG].length, 4000, 'the text has 4,000 letters');
	for (const name of ['goal', 'today', 'hurts', 'affected', 'uses']) {
		await amina.get(`/ask/${ref}/${name}?then=check`);
		await amina.submit(new RegExp(`^/ask/${ref}/${name}`), { [name]: LONG });
		is(amina.status, 200, `${name} takes it`);
		is(kept(ref, name), LONG, 'the database holds it unharmed');
		ok(amina.html.includes(LONG), 'and the page shows it');
		await amina.get(`/ask/${ref}/${name}?then=check`);
		await amina.submit(new RegExp(`^/ask/${ref}/${name}`), { [name]: LONG + 'ж' });
		is(amina.status, 400, 'one more letter is too many');
		is(amina.value(name), LONG + 'ж', 'and is kept all the same');
	}
	const canary = `"'><img src=x onerror=1>&{{7*7}}`;
	await amina.get(`/ask/${ref}/affected?then=check`);
	await amina.submit(new RegExp(`^/ask/${ref}/affected`), { affected: canary });
	ok(amina.says(canary), 'what looks like markup is text');
	unlike(amina.html, /<img src=x/, 'and nothing but text');
});

await story('"I don\'t know", a date, a town of several', async () => {
	await amina.get(`/ask/${ref}/uses?then=check`);
	await amina.submit(new RegExp(`^/ask/${ref}/uses`), { uses: '', uses_unknown: 'yes' });
	ok(amina.says('I don’t know.'), 'a tick is an answer');
	await amina.get(`/ask/${ref}/pressing?then=check`);
	const pressing = new RegExp(`^/ask/${ref}/pressing`);
	await amina.submit(pressing, { pressing: 'date', wanted_by: '', pressing_words: '' });
	like(amina.errors.join(), /Enter the date/, 'a date is asked for');
	await amina.submit(pressing, { pressing: 'date', wanted_by: '', pressing_words: 'In about a month' });
	ok(amina.says('There is a date In about a month'), 'one that is known roughly is said in words');
	is(kept(ref, 'wanted_by'), '', 'and no day is made up');
	await amina.get(`/ask/${ref}/pressing?then=check`);
	await amina.submit(pressing, { pressing: 'risk', pressing_words: '' });
	ok(amina.says('It works for now, but could stop any day'), 'what may stop any day is an answer');
	await amina.get(`/ask/${ref}/pressing?then=check`);
	await amina.submit(pressing, { pressing: 'date', wanted_by: 'soonish' });
	like(amina.errors.join(), /Enter a date, like.*roughly/, 'what is no date is said to be none, and where to write it');
	is(amina.value('wanted_by'), 'soonish', 'and stays');
	await amina.submit(pressing, { pressing: 'date', wanted_by: '1 March 2020' });
	like(amina.errors.join(), /still to come/, 'a day that has gone is refused');
	await amina.submit(pressing, { pressing: 'date', wanted_by: '1 March 2031' });
	ok(amina.says('There is a date: Saturday 1 March 2031'), 'a date in words is read');
	await amina.get(`/ask/${ref}/pressing?then=check`);
	is(amina.value('wanted_by'), '1 March 2031', 'and shown as it was written');
	await amina.get(`/ask/${ref}/where?then=check`);
	await amina.submit(new RegExp(`^/ask/${ref}/where`), { reach: 'either', town: '' });
	like(amina.errors.join(), /Enter the town/, 'at their place needs a town');
	await amina.submit(new RegExp(`^/ask/${ref}/where`), { reach: 'either', town: 'Halif' });
	is(amina.path, `/ask/${ref}/place?then=check`, 'a name that is none is asked about');
	await amina.submit(new RegExp(`^/ask/${ref}/place`), { place: null });
	is(amina.status, 400, 'one has to be chosen');
	const choices = amina.form(new RegExp(`^/ask/${ref}/place`)).fields.place.choices;
	ok(choices.length >= 2 && choices.length <= 9, `at most eight towns, and none of them: ${choices.length}`);
	await amina.submit(new RegExp(`^/ask/${ref}/place`), { place: choices[0] });
	is(amina.path, `/ask/${ref}/check`, 'then it goes on');
	is(kept(ref, "(select name from data.places where id = place_id)"), 'Halifax', 'with that town');
	await amina.get(`/ask/${ref}/place`);
	is(amina.path, `/ask/${ref}/hours`, 'a town that is chosen is not asked about again');
	await amina.get(`/ask/${ref}/where?then=check`);
	await amina.submit(new RegExp(`^/ask/${ref}/where`), { reach: 'afar', town: 'Halifax' });
	ok(amina.says('From afar') && !amina.says('Halifax'), 'from afar has no place');
});

await story('others find nothing there', async () => {
	const joan = await signedIn('joan');
	const tom = await signedIn('tom');
	const guest = new Browser();
	for (const path of [`/ask/${ref}`, ...ANSWERS.map(([n]) => `/ask/${ref}/${n}`), `/ask/${ref}/place`,
	    `/ask/${ref}/check`, `/requests/${ref}`, `/requests/${ref}/sent`, `/requests/${ref}/withdraw`, '/requests/NC-2222-22']) {
		is((await joan.get(path)).status, 404, `another group: 404 at ${path.replace(ref, ':ref')}`);
		is((await tom.get(path)).status, 404, `a volunteer: 404 at ${path.replace(ref, ':ref')}`);
		like((await guest.get(path)).path, /^\/sign-in/, `nobody: signs in first at ${path.replace(ref, ':ref')}`);
	}
	await joan.get('/ask');
	const form = joan.form('/ask');
	for (const [path, fields] of [...ANSWERS.map(([n, f]) => [`/ask/${ref}/${n}`, f]), [`/ask/${ref}/check`, {}],
	    [`/ask/${ref}/place`, { place: 'none' }], [`/requests/${ref}/withdraw`, {}], [`/requests/${ref}/messages`, { body: 'x' }],
	    [`/requests/${ref}/appeal`, { words: 'x' }], [`/requests/${ref}/renewal`, {}]]) {
		const answer = await joan.raw('POST', path, { body: joan.filled(form, {}, { extra: fields }),
		    headers: { origin: joan.base } });
		is(answer.status, 404, `another group cannot write at ${path.replace(ref, ':ref')}`);
	}
	is(state(ref), 'draft', 'nothing came of it');
});

await story('it is sent once, however often it is pressed', async () => {
	await amina.get(`/ask/${ref}/check`);
	const stale = amina.twin();
	const form = amina.form(`/ask/${ref}/check`);
	const since = Date.now() - 1;
	const press = () => amina.raw('POST', form.action, { body: amina.filled(form), headers: { origin: amina.base } });
	const answers = await Promise.all([press(), press(), press()]);
	is(answers.map((a) => [a.status, a.headers.location]), Array(3).fill([303, `/requests/${ref}/sent`]),
	    'three presses at once lead to the same page');
	is(one("select count(*) from data.promises where subject_ref = :'ref'", { ref }), '1', 'one promise came of it');
	await amina.get(`/requests/${ref}/sent`);
	ok(amina.says(ref), 'the page names the reference');
	const due = one("select to_char(due_on, 'FMDD FMMonth') from data.promises where subject_ref = :'ref'", { ref });
	ok(amina.says(due), `and the day of the first look, ${due}`);
	await stale.get(`/ask/${ref}/check`);
	is(stale.path, `/requests/${ref}`, 'the check of what was sent leads to the request');
	const late = await amina.raw('POST', form.action, { body: amina.filled(form, {}, { extra: { op: 'f'.repeat(32) } }),
	    headers: { origin: amina.base } });
	ok([303, 409].includes(late.status), `a press from an old page does nothing more: ${late.status}`);
	is(one("select count(*) from data.promises where subject_ref = :'ref'", { ref }), '1', 'still one promise');

	const mine = await lastMail(address, ref, since);
	like(mine.subject, new RegExp(ref), 'Amina gets a mail with the reference');
	is(paths(mine).includes(`/requests/${ref}`), true, 'and the way to the request');
	unlike(mine.text, /label|01632 960999/i, 'but neither story nor phone number');
	const theirs = await lastMail('ruth', ref, since);
	is(paths(theirs).includes(`/desk/requests/${ref}`), true, 'the coordinator gets one too');
});

await story('Amina follows it, and adds to it', async () => {
	await amina.get('/requests');
	ok(amina.says('It is our turn: we read it by'), 'the list says whose turn it is');
	await amina.follow('Label printer skips every third label');
	ok(amina.says('It is our turn.'), 'so does the request');
	ok(amina.says('Read your story and answer you.'), 'with what was promised');
	await amina.get(`/ask/${ref}/hurts?then=request`);
	await amina.submit(new RegExp(`^/ask/${ref}/hurts`), { hurts: 'Now every label.' });
	like(amina.path, new RegExp(`^/requests/${ref}\\?`), 'a change leads back to the request');
	ok(amina.says('Your story is changed.') && amina.says('Now every label.') && amina.says('Last changed'), 'which says so');
	await amina.get(`/ask/${ref}/hurts`);
	await amina.submit(new RegExp(`^/ask/${ref}/hurts`), { hurts: '' });
	is(amina.status, 400, 'an answer cannot be emptied');
	await amina.get(`/requests/${ref}`);
	await amina.submit(`/requests/${ref}/messages`, { body: 'our password: hunter2-hunter2' });
	is(amina.status, 400, 'a message with a password is refused');
	is(amina.value('body'), 'our password: hunter2-hunter2', 'and kept');
	await amina.submit(`/requests/${ref}/messages`, { body: 'The printer is a Brother.' });
	ok(amina.says('Your message was sent.') && amina.says('The printer is a Brother.'), 'a message is sent');
	ok(paths(await lastMail('ruth', 'has written about the request ' + ref)).includes(`/desk/requests/${ref}`), 'the coordinator hears of it');
});

await story('a coordinator asks back', async () => {
	is(desk("desk_ask(:'ref', 'Which printer is it?')", { ref }), 'done', 'Ruth asks');
	await amina.get('/requests');
	ok(amina.says('It is your turn: answer our question by'), 'the list says that it is her turn');
	await amina.get(`/requests/${ref}`);
	ok(amina.says('Which printer is it?'), 'the question stands there');
	const action = new RegExp(`^/requests/${ref}/questions/`);
	const twin = amina.twin();
	await amina.submit(action, { answer: '' });
	like(amina.errors.join(), /Write your answer/, 'silence is no answer');
	await amina.submit(action, { answer: 'The grey one.' });
	ok(amina.says('Your answer was sent.') && amina.says('The grey one.'), 'she answers');
	is(state(ref), 'sent', 'the request is where it was');
	await twin.submit(action, { answer: 'The black one.' });
	is(twin.status, 409, 'a colleague who is slower is told');
	ok(twin.says('This question was answered already'), 'in a sentence');
	ok((await lastMail('ruth', 'has answered what was asked about the request ' + ref)).text, 'the coordinator hears of it');
});

await story('a no is answered once', async () => {
	is(desk("desk_decline(:'ref', 'We do not repair printers.', 'The repair café does.')", { ref }), 'done', 'Ruth says no');
	await amina.get(`/requests/${ref}`);
	ok(amina.says('We do not repair printers.') && amina.says('The repair café does.'), 'with a reason and a next step');
	await amina.submit(`/requests/${ref}/appeal`, { words: '' });
	like(amina.errors.join(), /Write what you see differently/, 'an answer has words');
	await amina.submit(`/requests/${ref}/appeal`, { words: 'It is the program, not the printer.' });
	is(state(ref), 'sent', 'it is sent again');
	ok(amina.says('Your request was sent again.') && amina.says('It is the program, not the printer.'), 'with her words');
	is(desk("desk_decline(:'ref', 'Still not.', 'Ring us.')", { ref }), 'done', 'Ruth says no again');
	await amina.get(`/requests/${ref}`);
	ok(!amina.forms.some((f) => f.action.endsWith('/appeal')), 'a second answer is not offered');
});

await story('what was quiet for long is sent again', async () => {
	const quiet = await sent(amina, 'Quiet for long');
	sql("update data.requests set state = 'question' where ref = :'quiet'; update data.requests set state = 'expired' where ref = :'quiet'", { quiet });
	await amina.get(`/requests/${quiet}`);
	await amina.submit(`/requests/${quiet}/renewal`);
	is(state(quiet), 'sent', 'one button sends it again');
	ok(amina.says('It is our turn.'), 'and it is our turn');
});

await story('Amina withdraws', async () => {
	const gone = await sent(amina, 'No longer needed');
	await amina.get(`/requests/${gone}`);
	await amina.follow('We no longer need help');
	ok(amina.says('This can’t be undone.'), 'a page says what will happen');
	is(state(gone), 'sent', 'looking at it changes nothing');
	const twin = amina.twin();
	await amina.submit(`/requests/${gone}/withdraw`, { reason: 'Somebody mended it.' });
	ok(amina.says('Your request is withdrawn.'), 'then it is withdrawn');
	is(kept(gone, 'reason'), 'Somebody mended it.', 'with the reason');
	await twin.submit(`/requests/${gone}/withdraw`);
	is(twin.status, 409, 'only once');
	ok((await lastMail('ruth', 'no longer needs help with the request ' + gone)).text, 'the coordinator hears of it');
	await amina.get(`/requests/${gone}/withdraw`);
	is(amina.path, `/requests/${gone}`, 'what has ended has nothing to withdraw');
	await amina.get('/requests');
	ok(amina.says('You withdrew this.'), 'the list says so');
});
