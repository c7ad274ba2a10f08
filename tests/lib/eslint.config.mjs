// What `make lint` looks for in the scripts: names that are not there or that
// nobody uses, and code that cannot do what it says.
const rules = ['no-cond-assign', 'no-const-assign', 'no-constant-condition', 'no-dupe-else-if',
	'no-dupe-keys', 'no-empty-character-class', 'no-fallthrough', 'no-import-assign',
	'no-loss-of-precision', 'no-redeclare', 'no-self-assign', 'no-self-compare', 'no-undef',
	'no-unreachable', 'no-unsafe-finally', 'no-unused-vars', 'no-useless-assignment',
	'use-isnan', 'valid-typeof'];
const known = (names) => Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']));
const page = known(`addEventListener atob btoa crypto document fetch innerWidth location
	navigator window`.replace(/\s+/g, ' '));
const node = known('Buffer URL URLSearchParams clearTimeout console performance process setTimeout');

export default [
	{ rules: Object.fromEntries(rules.map((name) => [name, 'error'])) },
	{ files: ['**/*.js'], languageOptions: { sourceType: 'script', globals: page } },
	// what runs in Chromium stands within the tests that send it there
	{ files: ['**/*.mjs'], languageOptions: { globals: { ...page, ...node } } },
];
