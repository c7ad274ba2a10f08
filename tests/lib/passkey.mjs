// A soft authenticator: what a phone or a security key would answer, made
// with node's crypto, so that a story can also tell lies with it.
//
//	const key = new Passkey();			// 'es256' (default), 'eddsa', 'rs256'
//	await add(person, key, 'My phone');		// on /me/passkeys/new
//	await use(browser, key);			// on a page with the passkey button
//
// Everything that is said can be changed: { origin, party, type, challenge,
// flags, counter, client, signer, credential, handle }.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const b64 = (bytes) => Buffer.from(bytes).toString('base64url');
const head = (major, n) => Buffer.from(n < 24 ? [major << 5 | n] :
    n < 256 ? [major << 5 | 24, n] : [major << 5 | 25, n >> 8, n & 255]);
const int = (n) => n < 0 ? head(1, -1 - n) : head(0, n);
const bytes = (b) => Buffer.concat([head(2, b.length), b]);
const text = (s) => Buffer.concat([head(3, s.length), Buffer.from(s)]);
const map = (pairs) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
const part = (s) => bytes(Buffer.from(s, 'base64url'));

const kinds = {
	es256: {
		pair: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
		cose: (j) => map([[int(1), int(2)], [int(3), int(-7)], [int(-1), int(1)], [int(-2), part(j.x)], [int(-3), part(j.y)]]),
		hash: 'sha256',
	},
	eddsa: {
		pair: () => generateKeyPairSync('ed25519'),
		cose: (j) => map([[int(1), int(1)], [int(3), int(-8)], [int(-1), int(6)], [int(-2), part(j.x)]]),
		hash: null,
	},
	rs256: {
		pair: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
		cose: (j) => map([[int(1), int(3)], [int(3), int(-257)], [int(-1), part(j.n)], [int(-2), part(j.e)]]),
		hash: 'sha256',
	},
};

export class Passkey {
	constructor(kind = 'es256') {
		this.kind = kinds[kind];
		this.pair = this.kind.pair();
		this.id = randomBytes(32);
		this.counter = 1;
		this.handle = '';
	}

	#client(type, challenge, lies) {
		return lies.client ?? JSON.stringify({ type: lies.type ?? type, challenge: lies.challenge ?? challenge,
		    origin: lies.origin ?? process.env.NC_URL, crossOrigin: false });
	}

	#data(lies, more = []) {
		const counter = Buffer.alloc(4);
		counter.writeUInt32BE(lies.counter ?? this.counter);
		return Buffer.concat([createHash('sha256').update(lies.party ?? 'localhost').digest(),
		    Buffer.from([lies.flags ?? (more.length ? 0x45 : 0x05)]), counter, ...more]);
	}

	// What navigator.credentials.create() would bring.
	made(challenge, lies = {}) {
		const data = this.#data(lies, [Buffer.alloc(16), Buffer.from([this.id.length >> 8, this.id.length & 255]), this.id,
		    this.kind.cose(this.pair.publicKey.export({ format: 'jwk' }))]);
		return { passkey: b64(this.#client('webauthn.create', challenge, lies)),
		    attestation: b64(map([[text('fmt'), text('none')], [text('attStmt'), map([])], [text('authData'), bytes(data)]])) };
	}

	// What navigator.credentials.get() would bring.
	used(challenge, lies = {}) {
		const client = this.#client('webauthn.get', challenge, lies), data = this.#data(lies);
		const signer = lies.signer ?? this;
		const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
		return { passkey: b64(client), authenticator: b64(data),
		    signature: b64(sign(signer.kind.hash, signed, signer.pair.privateKey)),
		    credential: lies.credential ?? b64(this.id), handle: lies.handle ?? this.handle };
	}
}

// Adds the passkey as whoever is signed in; the page is /me/passkeys/new.
export async function add(browser, key, name = 'My phone', lies = {}) {
	if (browser.path !== '/me/passkeys/new' || lies.fresh !== false)
		await browser.get('/me/passkeys/new');
	key.handle = browser.html.match(/data-handle="([^"]+)"/)[1];
	return browser.submit('/me/passkeys/new', { name, ...key.made(browser.value('challenge'), lies) });
}

// Presses the passkey button of the page the browser is at.
export function use(browser, key, lies = {}) {
	const form = browser.forms.find((f) => /\/passkey$/.test(f.action));
	return browser.submit(form.action, key.used(form.fields.challenge.values[0], lies));
}
