// The mails of the stack, as the steward leaves them in its folder.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';

const words = (text) => text.replace(
    /=\?utf-8\?([bq])\?([^?]*)\?=(?:\s+(?==\?))?/gi, (_, kind, body) =>
    (kind.toLowerCase() === 'b' ? Buffer.from(body, 'base64') :
    unquoted(body.replace(/_/g, ' '))).toString());

const unquoted = (text) => Buffer.from(text.replace(/=\r?\n/g, '').replace(
    /=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
    'latin1');

function part(text) {
	const at = text.search(/\r?\n\r?\n/);
	const headers = {};
	const head = at === -1 ? text : text.slice(0, at);
	for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
		const colon = line.indexOf(':');
		headers[line.slice(0, colon).toLowerCase()] =
		    words(line.slice(colon + 1).trim());
	}
	return { headers, raw: text.slice(at).replace(/^(\r?\n){2}/, '') };
}

function body({ headers, raw }) {
	const how = (headers['content-transfer-encoding'] ?? '').toLowerCase();
	if (how === 'base64')
		return Buffer.from(raw, 'base64').toString();
	return (how === 'quoted-printable' ? unquoted(raw) :
	    Buffer.from(raw, 'latin1')).toString();
}

function parts(mail) {
	const edge = (mail.headers['content-type'] ?? '').match(
	    /boundary="?([^";]+)/i);
	if (!edge)
		return [mail];
	return mail.raw.split('--' + edge[1]).slice(1, -1)
	    .map((text) => part(text.replace(/^\r?\n/, ''))).flatMap(parts);
}

export function read(path) {
	const mail = part(readFileSync(path, 'latin1'));
	const all = parts(mail);
	const find = (type) => all.find((p) =>
	    (p.headers['content-type'] ?? 'text/plain').startsWith(type));
	const text = find('text/plain');
	const html = find('text/html');
	return { path, headers: mail.headers, to: mail.headers.to ?? '',
	    from: mail.headers.from ?? '', subject: mail.headers.subject ?? '',
	    text: text ? body(text).replace(/\r\n/g, '\n') : '',
	    html: html ? body(html) : '', at: statSync(path).mtimeMs };
}

// All mails to an address, oldest first.
export const mails = (to, folder = process.env.NC_MAIL) =>
    readdirSync(folder).filter((name) => name.endsWith('.eml')).sort()
    .map((name) => read(join(folder, name)))
    .filter((mail) => mail.to.toLowerCase().includes(to.toLowerCase()));

// The newest to that address whose subject or text fits, written after
// `since` (Date.now()); waits 15 s for it, then throws.
export async function lastMail(to, fits = /^/, since = 0) {
	for (let left = 150; left > 0; left--) {
		const found = mails(to).filter((mail) => mail.at >= since &&
		    (fits instanceof RegExp ? fits.test(mail.subject) ||
		    fits.test(mail.text) : (mail.subject + mail.text).includes(fits)));
		if (found.length > 0)
			return found.at(-1);
		await rest(100);
	}
	throw new Error(`no mail to ${to} that fits ${fits}; there: ` +
	    (mails(to).map((m) => m.subject).join(' | ') || 'none'));
}

// The addresses in a mail's text, as paths of the site.
export const paths = (mail) => [...mail.text.matchAll(/https?:\/\/[^\s<>]+/g)]
    .map(([url]) => url.replace(process.env.NC_URL, '').replace(/[.,)]$/, ''));
