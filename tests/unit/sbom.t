#!/bin/bash
# `make sbom` names what Nocape asks for and what it loads, each once, with a
# version.
cd "$(dirname "$0")/../.." || exit
exec node --input-type=commonjs - <<'END'
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { components, specVersion } = JSON.parse(execFileSync('node', ['conf/sbom.mjs'],
    { encoding: 'utf8', maxBuffer: 1e8 }));
const names = new Set(components.map((c) => c.name));
const asked = readFileSync('conf/packages', 'utf8').split('\n').filter((line) => /^[a-z]/.test(line)).map((line) => line.split('\t')[0].split('|'));
let n = 0;
const ok = (fine, name) => console.log(`${fine ? '' : 'not '}ok ${++n} - ${name}`);

ok(specVersion === '1.5', 'in the form of CycloneDX 1.5');
// npm comes with NodeSource's nodejs, and by itself in Debian
for (const either of asked.filter(([name]) => name !== 'npm'))
	ok(either.some((name) => names.has(name)), `asked for: ${either.join(' or ')}`);
for (const name of ['libpq5', 'libsodium23', 'libc6', 'libfido2-1', 'libcbor0.8', 'govuk-frontend', 'sass', 'eslint'])
	ok(names.has(name), `made of: ${name}`);
ok(components.every((c) => c.version && c.purl.includes('@')), 'each with its version');
ok(new Set(components.map((c) => c['bom-ref'])).size === components.length, `each of ${components.length} once`);
console.log(`1..${n}`);
END
