// A phone: what its app shows, and its second step through the pages.
import { createHmac } from 'node:crypto';

import { one, sql } from './stack.mjs';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

// The code of a seed (base32), so many half minutes from that second on.
export function codeOf(seed, at = Date.now() / 1000, steps = 0) {
	let bits = '';
	for (const letter of seed.replace(/ /g, ''))
		bits += letters.indexOf(letter).toString(2).padStart(5, '0');
	const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30) + steps));
	const mac = createHmac('sha1', key).update(counter).digest();
	const from = mac[19] & 15;
	return String((mac.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0');
}

// The second it is for the stack, whose clock tests move.
export const seconds = () => Number(one('select extract(epoch from data.app_now())'));

// Codes count once; who signs in more often than every half minute, as tests
// do, forgets that before the next.
export const forget = (address) => sql(`update data.totps set last_step = 0
    where person_id = (select person_id from data.accounts where address = :'address')`, { address });

// Takes the second step where the page asks for one: with the code that the
// demo shows, or by setting a phone up.
export async function secondStep(b, address) {
	for (let left = 5; b.path.startsWith('/second-factor') && left > 0; left--) {
		forget(address);
		await b.get(b.path);
		const code = b.text.match(/phone shows now: *(\d{6})/)?.[1];
		await b.submit('/second-factor', { code: code ?? '' });
	}
	if (b.path.startsWith('/second-factor'))
		throw new Error(`${address} is still at the second step (${b.status}): ${b.errors}`);
	if (b.path.startsWith('/me/second-factor'))
		await setUp(b);
	return b;
}

// Answers the seed; afterwards the page is the one of the recovery codes.
export async function setUp(b) {
	await b.get('/me/second-factor');
	await b.submit('/me/second-factor');
	const [seed] = b.text.match(/\b([A-Z2-7]{4} ){7}[A-Z2-7]{4}\b/);
	await b.submit('/me/second-factor/phone', { code: codeOf(seed, seconds()) });
	if (!b.path.startsWith('/me/second-factor/codes'))
		throw new Error(`no phone was set up (${b.status}): ${b.errors}`);
	return seed;
}
