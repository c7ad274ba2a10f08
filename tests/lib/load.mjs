// People of the demo community who write to each other without a pause, and
// the book of what each was told, held against the database at the end.
import { randomBytes } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';

import { signedIn } from './browser.mjs';
import { sql, until } from './stack.mjs';
import { diag, is } from './tap.mjs';

// Both sides of what is under way here, not next door, everybody once.
const SIDES = `select distinct on (a.person_id) m.ref, a.address, a.person_id = m.person_id
    from data.matches m join data.tasks t on t.id = m.task_id
    join data.requests r on r.id = t.request_id
    left join data.memberships s on s.group_id = r.group_id and s.left_at is null
    join data.accounts a on a.person_id in (m.person_id, s.person_id)
    where m.state in ('scheduled', 'working') and m.community_id = 1
    order by a.person_id, m.ref`;

// So many, each signed in, with the forms of a match of theirs; one after the
// other, since a page that is planned for the first time takes long.
export async function writers(count) {
	const all = [];
	for (const [ref, address, volunteer] of sql(SIDES).sort().slice(0, count)) {
		const b = await signedIn(address);
		if (!await until(async () => (await b.get(`/matches/${ref}`)).status === 200))
			throw new Error(`${address} does not see ${ref}`);
		const kinds = volunteer === 't' ? ['messages', 'notes'] : ['messages'];
		all.push({ b, forms: kinds.map((kind) => b.form(`/matches/${ref}/${kind}`)) });
	}
	return all;
}

// In many hands, so that it shows when something was mangled.
const words = () => `${randomBytes(6).toString('hex')} Danke! 🧡 تم الإصلاح 👩🏽‍🔧`;

// A form filled in another tab: one operation of its own, new words.
export function filled({ b, forms }) {
	const form = forms[Math.floor(Math.random() * forms.length)];
	const text = words();
	const body = b.filled(form, { [form.action.endsWith('notes') ? 'note' : 'body']: text });
	body.set('op', randomBytes(16).toString('hex'));
	return { b, text, path: form.action, body };
}

// Sends it as it stands; what came back: done, unsure, refused, or the
// status that no one had promised.
export async function sent({ b, path, body }) {
	let answer;
	try {
		answer = await b.raw('POST', path, { body, headers: {
		    origin: b.base, 'sec-fetch-site': 'same-origin' } });
	} catch (error) {
		return { end: 'unsure', status: error.code ?? String(error) };
	}
	const { status } = answer;
	if (status === 303)
		return { end: 'done', status };
	if (status === 503 && answer.body.includes('This was not saved yet'))
		return { end: 'refused', status };
	return { end: status >= 500 ? 'unsure' : 'odd', status };
}

export class Book {
	constructor() {
		this.lines = [];
		this.statuses = new Map();
		this.open = true;
	}

	counted(status) {
		this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
	}

	// What was answered that is none of these.
	beyond(fine) {
		return [...this.statuses.keys()].filter((s) => !fine.includes(Number(String(s).replace('page ', ''))));
	}

	// One deed; of those that ended in doubt every second is sent again, the
	// same form, until somebody says what became of it.
	async deed(writer) {
		const form = filled(writer);
		const line = { text: form.text, ends: [] };
		this.lines.push(line);
		const again = this.lines.length % 2 === 0;
		for (let left = 40; left > 0; left--) {
			const { end, status } = await sent(form);
			this.counted(status);
			line.ends.push(end);
			if (end === 'done' || end === 'odd' || !again)
				break;
			await rest(100);
		}
	}

	async page({ b }) {
		const { status } = await b.raw('GET', '/me');
		this.counted('page ' + status);
	}

	// Until the book is closed; a page between the deeds.
	async kept(all) {
		await Promise.all(all.map(async (writer) => {
			for (let n = 1; this.open; n++) {
				await this.deed(writer);
				if (n % 4 === 0)
					await this.page(writer).catch((e) => this.counted('page ' + e.code));
			}
		}));
	}

	// Every word that was acknowledged is there once, what is in doubt at
	// most once, what was refused not at all.
	held() {
		const there = new Map(sql(`select body, count(*) from (select body from data.messages
		    union all select body from data.work_notes) all_words group by body`));
		const wrong = { lost: [], twice: [], refused: [] };
		let done = 0;
		let unsure = 0;
		for (const { text, ends } of this.lines) {
			const n = Number(there.get(text) ?? 0);
			done += ends.includes('done');
			unsure += ends.includes('unsure');
			if (ends.includes('done') && n === 0)
				wrong.lost.push(text);
			if (n > 1)
				wrong.twice.push(text);
			if (ends.every((e) => e === 'refused') && n > 0)
				wrong.refused.push(text);
		}
		diag(`${this.lines.length} deeds: ${done} acknowledged, ${unsure} in doubt at some time; ` +
		    [...this.statuses].map(([s, n]) => `${s}: ${n}`).join(', '));
		is(wrong.lost, [], `each of ${done} acknowledged deeds is there`);
		is(wrong.twice, [], 'none is there twice');
		is(wrong.refused, [], 'none is there of which the page said that it was not saved');
		return { done, unsure };
	}
}
