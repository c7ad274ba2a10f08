// Opens what is sealed from its description in app/core/vault.h alone, so
// that what the program sealed is held against somebody else's reckoning.
import { createDecipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';

const TAG = 16, NONCE = 24;

// HChaCha20: draft-irtf-cfrg-xchacha, 2.2.
function derived(key, nonce) {
	const s = new Uint32Array(16);
	s.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
	for (let i = 0; i < 8; i++)
		s[4 + i] = key.readUInt32LE(4 * i);
	for (let i = 0; i < 4; i++)
		s[12 + i] = nonce.readUInt32LE(4 * i);
	const turned = (n, by) => n << by | n >>> 32 - by;
	const half = (a, b, d, by) => {
		s[a] += s[b];
		s[d] = turned(s[d] ^ s[a], by);
	};
	const quarter = (a, b, c, d) => {
		half(a, b, d, 16);
		half(c, d, b, 12);
		half(a, b, d, 8);
		half(c, d, b, 7);
	};
	for (let i = 0; i < 10; i++) {
		[0, 1, 2, 3].forEach((n) => quarter(n, n + 4, n + 8, n + 12));
		[0, 1, 2, 3].forEach((n) => quarter(n, 4 + (n + 1) % 4, 8 + (n + 2) % 4, 12 + (n + 3) % 4));
	}
	const out = Buffer.alloc(32);
	[0, 1, 2, 3, 12, 13, 14, 15].forEach((n, i) => out.writeUInt32LE(s[n], 4 * i));
	return out;
}

// nonce, text and tag one after the other; throws when it is not what was sealed.
function unsealed(bytes, key, about) {
	const nonce = bytes.subarray(0, NONCE);
	const cipher = createDecipheriv('chacha20-poly1305', derived(key, nonce),
	    Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]), { authTagLength: TAG });
	cipher.setAAD(Buffer.from(about));
	cipher.setAuthTag(bytes.subarray(bytes.length - TAG));
	return Buffer.concat([cipher.update(bytes.subarray(NONCE, bytes.length - TAG)), cipher.final()]);
}

// The key of a subject in that folder of keys.
function keyOf(keys, subject) {
	const file = readFileSync(`${keys}/people/${subject}`);
	const version = file.readUInt32BE(0);
	return unsealed(file.subarray(4), readFileSync(`${keys}/master.${version}`), `key|${subject}|${version}`);
}

// What a value of that place says; or why it does not open, as a sentence.
export function opened(keys, place, subject, sealed) {
	try {
		return unsealed(Buffer.from(sealed.replace(/^1\./, ''), 'base64url'),
		    keyOf(keys, subject), `${place}|${subject}|1`).toString();
	} catch (error) {
		return `does not open: ${error.message}`;
	}
}
