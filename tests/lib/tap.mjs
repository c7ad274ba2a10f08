// TAP for the tests in node.  A check prints a line at once and answers
// whether it held; the plan is printed when nothing is left to do.
//
//	await story('Amina asks for help', async () => {
//		ok(page.says('Sent'), 'the page says it was sent');
//	});
import { isDeepStrictEqual } from 'node:util';

let count = 0;
let missed = 0;

const line = (text) => process.stdout.write(text + '\n');
const shown = (value) => (typeof value === 'string' ? value :
    JSON.stringify(value) ?? String(value)).slice(0, 2000);

export const diag = (text) => String(text).split('\n')
    .forEach((part) => line('# ' + part));

export function ok(fine, name, ...why) {
	count++;
	if (!fine)
		missed++;
	line(`${fine ? '' : 'not '}ok ${count} - ${name.replace(/#/g, '\\#')}`);
	if (!fine)
		why.forEach(diag);
	return Boolean(fine);
}

export const skip = (name, why) => {
	count++;
	line(`ok ${count} # SKIP ${name}: ${why}`);
};

export const is = (got, wanted, name) => ok(isDeepStrictEqual(got, wanted),
    name, 'got    ' + shown(got), 'wanted ' + shown(wanted));

export const isnt = (got, other, name) => ok(!isDeepStrictEqual(got, other),
    name, 'got    ' + shown(got));

export const like = (got, pattern, name) => ok(pattern.test(got), name,
    'got    ' + shown(got), 'wanted ' + pattern);

export const unlike = (got, pattern, name) => ok(!pattern.test(got), name,
    'got    ' + shown(got), 'without ' + pattern);

// Ends a test that cannot be made here.
export function unable(why) {
	line(`1..0 # SKIP ${why}`);
	process.exit(0);
}

// Runs a part of a test; what it throws is a check that did not hold, and
// the next story is told all the same.
export async function story(name, tell) {
	line('# ' + name);
	try {
		await tell();
	} catch (error) {
		ok(false, name + ': told to its end', error.stack ?? error);
	}
}

process.on('beforeExit', () => {
	line(`1..${count}`);
	process.exit(missed > 0 || count === 0 ? 1 : 0);
});
process.on('unhandledRejection', (error) => {
	ok(false, 'nothing is thrown aside', error?.stack ?? error);
});
