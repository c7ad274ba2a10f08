// Reads our own pages: forms with their fields, links, and text.  They come
// out of the page compiler, so every attribute is quoted and elements close.
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

export const decoded = (text) => text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, number, name) => {
	if (hex)
		return String.fromCodePoint(parseInt(hex, 16));
	if (number)
		return String.fromCodePoint(Number(number));
	return NAMED[name] ?? whole;
});

const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z][a-z0-9:-]*(?:="[^"]*")?)*)\s*\/?>/gi;
const ATTRIBUTE = /([a-z][a-z0-9:-]*)(?:="([^"]*)")?/gi;

export function attributes(text) {
	const found = {};
	for (const [, name, value] of text.matchAll(ATTRIBUTE))
		found[name.toLowerCase()] = decoded(value ?? '');
	return found;
}

// What a reader sees, with one space between words.
export const textOf = (html) => decoded(html
    .replace(/<(script|style|svg|title)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\/?(?:a|abbr|b|em|i|span|strong|time)\b[^>]*>/gi, '')
    .replace(/<[^>]+>/g, ' ')).replace(/[\s\u00a0]+/g, ' ').trim();

export function between(html, tag) {
	const found = html.match(new RegExp(
	    `<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'i'));
	return found ? textOf(found[1].replace(/<\/?title[^>]*>/gi, '')) : '';
}

const END = (html, tag, from) => {
	const at = html.toLowerCase().indexOf(`</${tag}>`, from);
	return at === -1 ? html.length : at;
};

function fieldOf(tag, a, html, after) {
	const field = { name: a.name, kind: a.type ?? tag, values: [],
	    choices: [] };
	if (tag === 'textarea')
		field.values = [decoded(html.slice(after,
		    END(html, tag, after))).replace(/^\n/, '')];
	else if (tag === 'select')
		optionsOf(field, html.slice(after, END(html, tag, after)));
	else if (a.type === 'radio' || a.type === 'checkbox') {
		field.choices = [a.value ?? 'on'];
		field.values = 'checked' in a ? [a.value ?? 'on'] : [];
	} else
		field.values = [a.value ?? ''];
	return field;
}

function optionsOf(field, html) {
	for (const [, , name, text] of html.matchAll(TAG)) {
		const a = attributes(text);
		if (name !== 'option' || !('value' in a))
			continue;
		field.choices.push(a.value);
		if ('selected' in a)
			field.values.push(a.value);
	}
	if (field.values.length === 0 && field.choices.length > 0)
		field.values.push(field.choices[0]);
}

// Every form: action, method, and its fields by name; radios and checkboxes
// of one name are one field with choices.
export function formsOf(html) {
	const forms = [];
	let form = null;
	for (const match of html.matchAll(TAG)) {
		const [whole, closing, name, text] = match;
		const tag = name.toLowerCase();
		if (tag === 'form')
			form = closing ? null : begun(attributes(text), forms);
		else if (form && !closing && /^(input|textarea|select|button)$/.test(tag))
			added(form, tag, attributes(text), html,
			    match.index + whole.length);
	}
	return forms;
}

function begun(a, forms) {
	const form = { action: a.action ?? '', id: a.id,
	    method: (a.method ?? 'get').toUpperCase(), fields: {}, buttons: [] };
	forms.push(form);
	return form;
}

function added(form, tag, a, html, after) {
	if (tag === 'button') {
		form.buttons.push({ name: a.name, value: a.value ?? '',
		    text: textOf(html.slice(after, END(html, tag, after))) });
		return;
	}
	if (!a.name || a.type === 'submit')
		return;
	const field = fieldOf(tag, a, html, after);
	const before = form.fields[a.name];
	if (before && before.choices.length > 0) {
		before.choices.push(...field.choices);
		before.values.push(...field.values);
	} else
		form.fields[a.name] = field;
}

export const linksOf = (html) => [...html.matchAll(
    /<a\b([^>]*)>([\s\S]*?)<\/a>/gi)].map(([, text, inner]) =>
    ({ href: attributes(text).href ?? '', text: textOf(inner) }));
