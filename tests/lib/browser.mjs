// A browser without a window: keeps cookies, follows redirects, fills forms
// as a person would.  No JavaScript runs.  See tests/README.md.
import https from 'node:https';

import { between, formsOf, linksOf, textOf } from './html.mjs';
import { lastMail } from './mail.mjs';
import { secondStep } from './totp.mjs';

// Every name below localhost is this machine, as browsers have it.
const lookup = (name, options, done) => options.all ?
    done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false,
    maxSockets: 64, lookup });

// Each browser comes from an address of its own, as people do: tries are
// counted by where they come from.
const byte = () => 1 + Math.floor(Math.random() * 250);
const somewhere = () => `127.${byte()}.${byte()}.${byte()}`;

export const PASSWORD = 'two doors one light';

export class Browser {
	constructor(base = process.env.NC_URL) {
		this.base = base;
		this.from = somewhere();
		this.cookies = new Map();
		this.headers = {
			'user-agent': 'Mozilla/5.0 (tests) Firefox/128.0',
			'accept': 'text/html,*/*;q=0.8',
			'accept-language': 'en-GB,en;q=0.5',
		};
		this.path = '/';
		this.html = '';
	}

	// One request, nothing followed: { status, headers, body }.  Body may
	// be text, a Buffer or URLSearchParams.
	raw(method, path, { headers = {}, body } = {}) {
		const url = new URL(path, this.base);
		const all = { ...this.headers, ...headers };
		if (this.cookies.size > 0 && !('cookie' in all))
			all.cookie = [...this.cookies].map((c) => c.join('=')).join('; ');
		if (body instanceof URLSearchParams) {
			body = body.toString();
			all['content-type'] ??= 'application/x-www-form-urlencoded';
		}
		if (body !== undefined && !('content-length' in all))
			all['content-length'] = Buffer.byteLength(body);
		return new Promise((resolve, reject) => {
			const request = https.request(url, { method, agent,
			    family: 4, localAddress: this.from,
			    headers: all, timeout: 30000 }, (response) => {
				const parts = [];
				response.on('data', (part) => parts.push(part));
				response.on('error', reject);
				response.on('end', () => {
					this.#keep(response.headers['set-cookie']);
					resolve({ status: response.statusCode,
					    headers: response.headers,
					    bytes: Buffer.concat(parts),
					    body: Buffer.concat(parts).toString() });
				});
			});
			request.on('timeout', () => request.destroy(
			    new Error(`${method} ${path}: no answer in 30 s`)));
			request.on('error', reject);
			request.end(body);
		});
	}

	#keep(lines = []) {
		for (const line of lines) {
			const [pair, ...rules] = line.split(/;\s*/);
			const at = pair.indexOf('=');
			const ended = rules.some((r) => /^max-age=0$/i.test(r));
			if (ended)
				this.cookies.delete(pair.slice(0, at));
			else
				this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
		}
	}

	async #arrive(method, path, options) {
		let answer = await this.raw(method, path, options);
		this.redirects = [];
		for (let left = 5; [301, 302, 303, 307, 308].includes(answer.status); left--) {
			if (left === 0)
				throw new Error(`${path} leads round in circles`);
			path = new URL(answer.headers.location,
			    new URL(path, this.base)).href.replace(this.base, '');
			this.redirects.push(path);
			answer = await this.raw('GET', path);
		}
		this.path = path;
		this.status = answer.status;
		this.answer = answer.headers;
		this.html = answer.body;
		return this;
	}

	// Opens a page and follows redirects; then status, path, html, text,
	// title, heading, errors and forms tell about it.
	get(path, options) {
		return this.#arrive('GET', path, options);
	}

	get text() { return textOf(this.html); }
	get title() { return between(this.html, 'title'); }
	get heading() { return between(this.html, 'h1'); }
	get forms() { return formsOf(this.html); }
	get links() { return linksOf(this.html); }

	// The main part alone: no menu, no street.
	get main() {
		return between(this.html, 'main');
	}

	says(part) {
		return part instanceof RegExp ? part.test(this.text) :
		    this.text.includes(part);
	}

	// The sentences of "There is a problem".
	get errors() {
		const list = this.html.match(
		    /govuk-error-summary__list[^>]*>([\s\S]*?)<\/ul>/);
		return list ? linksOf(list[1]).map((l) => l.text) : [];
	}

	// What a field of the page holds: text, or the list of what is ticked.
	value(name) {
		const field = this.forms.map((f) => f.fields[name]).find(Boolean);
		if (!field)
			return undefined;
		return field.kind === 'checkbox' ? field.values : field.values[0];
	}

	form(action) {
		const forms = this.forms.filter((f) => f.method === 'POST');
		const found = action === undefined ? forms : forms.filter((f) =>
		    action instanceof RegExp ? action.test(f.action) :
		    f.action === action);
		if (found.length === 0)
			throw new Error(`no form ${action ?? ''} on ${this.path} ` +
			    `(${this.status}, "${this.heading}"); there: ` +
			    (forms.map((f) => f.action).join(' ') || 'none'));
		return found[0];
	}

	// The fields of a form as they would be sent, with these changed.  A
	// list ticks several; null leaves a field out.  A name that the form
	// does not have is a mistake of the test, unless `extra` holds it.
	filled(form, fields = {}, { extra = {}, button } = {}) {
		const body = new URLSearchParams();
		for (const name of Object.keys(fields))
			if (!(name in form.fields))
				throw new Error(`no field "${name}" in ${form.action}; ` +
				    `there: ${Object.keys(form.fields).join(' ')}`);
		for (const [name, field] of Object.entries(form.fields)) {
			const values = name in fields ?
			    [fields[name] ?? []].flat() : field.values;
			values.forEach((value) => body.append(name, value));
		}
		for (const [name, value] of Object.entries(extra))
			[value].flat().forEach((v) => body.append(name, v));
		const pressed = form.buttons.find((b) => b.text === button);
		if (button !== undefined && !pressed)
			throw new Error(`no button "${button}" in ${form.action}; ` +
			    `there: ${form.buttons.map((b) => b.text).join(' | ')}`);
		if (pressed?.name)
			body.append(pressed.name, pressed.value);
		return body;
	}

	// Fills the page's form with that action (text or pattern; any when
	// undefined), sends it as a browser does, and follows the redirect.
	submit(action, fields, options = {}) {
		const form = this.form(action);
		const target = form.action || this.path;
		return this.#arrive('POST', new URL(target,
		    new URL(this.path, this.base)).href.replace(this.base, ''), {
			body: this.filled(form, fields, options),
			headers: { origin: this.base,
			    'sec-fetch-site': 'same-origin', ...options.headers },
		});
	}

	// Follows the first link with that text.
	follow(text) {
		const link = this.links.find((l) => text instanceof RegExp ?
		    text.test(l.text) : l.text === text);
		if (!link)
			throw new Error(`no link "${text}" on ${this.path}`);
		return this.get(link.href);
	}

	// With the second step, where one is asked for.
	async signIn(address, password = PASSWORD) {
		await this.get('/sign-in');
		await this.submit('/sign-in/password', { address, password });
		return secondStep(this, address);
	}

	// By the code that is mailed.
	async signInByMail(address) {
		const since = Date.now() - 1;
		await this.get('/sign-in');
		await this.submit('/sign-in', { address });
		const mail = await lastMail(address, /\b\d{4} ?\d{4}\b/, since);
		const [code] = mail.text.match(/\b\d{4} ?\d{4}\b/);
		await this.submit(/^\/sign-in\//, { code });
		return secondStep(this, address);
	}

	// Another browser of the same person: same cookies, its own page.
	twin() {
		const other = new Browser(this.base);
		other.from = this.from;
		other.cookies = new Map(this.cookies);
		other.path = this.path;
		other.html = this.html;
		return other;
	}
}

// A browser in which somebody of the demo community is signed in:
// `await signedIn('ruth')`.
export const signedIn = (name) => new Browser().signIn(
    name.includes('@') ? name : `${name}@example.org`);

// The community next door, and somebody of it: `await neighbour('siobhan')`.
export const NEXT_DOOR = process.env.NC_NEIGHBOUR;
export const neighbour = (name) => new Browser(NEXT_DOOR).signIn(
    name.includes('@') ? name : `${name}@corran.example`);
