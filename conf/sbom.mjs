// `make sbom`: what Nocape here is made of, as CycloneDX 1.5: the packages of
// Debian that it asks for and those whose libraries it loads, and the packages
// of npm, each with its version and where it comes from.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';

const run = (name, ...words) => execFileSync(name, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const lines = (text) => text.split('\n').filter((line) => line !== '');
const os = Object.fromEntries(lines(readFileSync('/etc/os-release', 'utf8')).map((line) => line.split('=').map((w) => w.replace(/"/g, ''))));

// A line of conf/packages names one package, or several that will do.
const asked = lines(readFileSync('conf/packages', 'utf8')).filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split('\t')[0].split('|'));
const built = ['build/app.so', 'build/bin/nocape', 'build/bin/steward', '/usr/bin/kore'].filter(existsSync);
const loaded = new Set(built.flatMap((file) => [...run('ldd', file).matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path)));
const owners = [...loaded].map((path) => {
	for (const name of [path, realpathSync(path), realpathSync(path).replace(/^\/usr/, '')]) {
		try {
			return run('dpkg-query', '-S', name).split(/[:,]/)[0];
		} catch {
			// under its other name
		}
	}
	throw new Error(`no package of Debian owns ${path}`);
});

const said = (name) => {
	try {
		return run('dpkg-query', '-W', '-f', '${db:Status-Abbrev}|${Package}|${Version}|${Architecture}|${source:Package}\n', name)
		    .split('\n').map((line) => line.split('|')).filter(([status]) => status?.startsWith('ii'));
	} catch {
		return [];	// the other of two that will do
	}
};
const debian = [...new Set([...asked, ...owners])].flatMap(said).map(([, name, version, arch, source]) => ({
	type: 'library', name, version, 'bom-ref': `pkg:deb/debian/${name}@${version}`,
	purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=${arch}&distro=debian-${os.VERSION_ID}`,
	properties: [{ name: 'debian:source', value: source }],
}));

const npm = ['assets', 'tests'].flatMap((folder) => Object.entries(JSON.parse(readFileSync(`${folder}/package-lock.json`, 'utf8')).packages)
    .filter(([path, p]) => path !== '' && !p.optional).map(([path, p]) => {
	const name = path.replace(/^.*node_modules\//, '');
	const [algorithm, hash] = p.integrity.split('-');
	return {
		type: 'library', name, version: p.version, 'bom-ref': `pkg:npm/${name}@${p.version}#${folder}`,
		purl: `pkg:npm/${name.replace('@', '%40')}@${p.version}`, scope: folder === 'tests' ? 'excluded' : 'optional',
		hashes: [{ alg: algorithm.replace(/^sha/, 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }],
		...(p.license ? { licenses: [{ expression: p.license }] } : {}),
	};
}));

const release = readFileSync('build/release', 'utf8').trim();
process.stdout.write(JSON.stringify({
	bomFormat: 'CycloneDX', specVersion: '1.5', version: 1,
	metadata: {
		timestamp: new Date().toISOString().replace(/\.\d+/, ''),
		component: { type: 'application', name: 'nocape', version: release, licenses: [{ license: { id: 'AGPL-3.0-or-later' } }] },
	},
	components: [...debian, ...npm].sort((a, b) => a.purl < b.purl ? -1 : 1),
}, null, '\t') + '\n');
