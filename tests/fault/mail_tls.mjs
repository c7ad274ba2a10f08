// Whom mail is given to: settings that contradict themselves, certificates
// that nobody vouches for, a password that must not be overheard; and what
// `nocape check` says about it all.
import { readFileSync, writeFileSync } from 'node:fs';

import { certificate, guarded, overheard, postfix, root, sealed, signsIn, sink }
    from '../lib/post.mjs';
import { until } from '../lib/stack.mjs';
import { arrived, folder, mailed, person, ran, said, steward, stewardEnds, waits }
    from '../lib/steward.mjs';
import { is, like, ok, skip, story, unlike } from '../lib/tap.mjs';

// What `nocape check` says of the mail server, and how it ended.
async function checked(changes) {
	const { status, out } = await ran('nocape', changes, 'check');
	return `${status} ${out.match(/^mail +(.*)$/m)?.[1]}`;
}

await story('settings that cannot be used stop every part of it', async () => {
	const sentences = [
		[{ demo: 'on', smtp_url: 'smtp://localhost:25' },
		    /: "demo" is on and "smtp_url" is set: .* Choose one\.$/],
		[{ smtp_url: 'mail.example.org' }, /: "smtp_url" should be smtp:/],
		[{ smtp_url: 'smtp://localhost:99x' }, /: "smtp_url" should be smtp:/],
		[{ mail_from: null }, /: "mail_from" is missing\.$/],
		[{ mail_from: 'Nocape' }, /: "mail_from" should be a name and an addr/],
		[{ smtp_url: 'smtps://localhost', smtp_user: 'n' },
		    /"smtp_user" and "smtp_password_file" go together/],
		[{ smtp_url: 'smtp://localhost', smtp_tls: 'off', smtp_user: 'n',
		    smtp_password_file: '/dev/null' }, /: "smtp_tls" is off and/],
	];
	for (const [changes, sentence] of sentences) {
		for (const [name, ...words] of [['steward'], ['nocape', 'check']]) {
			const { status, err } = await ran(name, changes, ...words);
			is(status, 1, `${name} stops`);
			like(err, sentence, 'with the sentence');
			is(err.split('\n').length, 1, 'and nothing else');
		}
	}
	for (const [changes, sentence] of [
		[{ smtp_url: 'smtps://localhost', smtp_user: 'n',
		    smtp_password_file: '/nowhere/at/all' },
		    /"smtp_password_file" \/nowhere\/at\/all: No such file/],
		[{ smtp_url: 'smtps://localhost', smtp_user: 'n',
		    smtp_password_file: '/dev/null' },
		    /"smtp_password_file" \/dev\/null: there is nothing in it\.$/],
		[{ smtp_url: 'smtps://localhost', smtp_ca_file: '/nowhere/at/all' },
		    /"smtp_ca_file" \/nowhere\/at\/all: No such file/]]) {
		const { status, err } = await ran('steward', changes);
		is(status, 1, 'steward stops');
		like(err, sentence, 'and names the file');
		like(await checked(changes), sentence, 'which nocape check names too');
	}
});

await story('nocape check says whether the mail server answers', async () => {
	const plain = await sink();
	const url = `smtp://localhost:${plain.port}`;
	is(await checked({ smtp_url: url, smtp_tls: 'off' }), '0 fine', 'it does');
	like(await checked({ smtp_url: url }), /^1 .*STARTTLS/i,
	    'but without STARTTLS, which is asked for');
	plain.stop();
	like(await checked({ smtp_url: url, smtp_tls: 'off' }), /^1 .*connect/i, 'it does not');
	const no = await sink('-f', 'CONNECT', '-B', '554 5.3.2 Not today');
	is(await checked({ smtp_url: `smtp://localhost:${no.port}`, smtp_tls: 'off' }),
	    '1 554 5.3.2 Not today', 'it answers no');
	no.stop();
});

const own = certificate(folder, 'own');
certificate(folder, 'ca');
const vouched = certificate(folder, 'vouched', 'ca');
const ca = `${folder}/ca.pem`;

// A mail to a server with that certificate, trusted or not.
async function through(server, url, more) {
	await steward({ smtp_url: url, ...more });
	const address = person('Amina');
	const id = waits(address);
	await until(() => mailed(id, "tries > 0 or state <> 'waiting'") === 't');
	const [state, problem] = [mailed(id, 'state'), mailed(id, 'problem')];
	return { state, problem, arrived: state === 'sent' && server.box ?
	    (await arrived(server, address)).length : 0 };
}

async function judges(server, urlOf) {
	for (const [what, files, ca_file, fine] of [
		['one of its own is refused', own, '', false],
		['one by somebody whom Debian does not know is refused', vouched, '', false],
		['one by whom the settings trust is taken', vouched, ca, true],
		['one for another server is refused, whoever made it', vouched, ca, null]]) {
		const { url, behind, stop } = await urlOf(server, files);
		const to = fine === null ? url.replace('localhost', '127.0.0.1') : url;
		const { state, problem, arrived: n } =
		    await through(behind, to, { smtp_ca_file: ca_file });
		is([state, n], fine ? ['sent', 1] : ['waiting', 0], what, problem);
		if (!fine)
			like(problem, /certificate|SSL/, 'and says why');
		is(await checked({ smtp_url: to, smtp_ca_file: ca_file }),
		    fine ? '0 fine' : '1 ' + problem, 'nocape check says the same');
		await stewardEnds();
		stop();
	}
}

await story('smtps: the certificate is looked at', async () => {
	const plain = await sink();
	await judges(plain, async (behind, { key, cert }) => {
		const front = await sealed(plain, readFileSync(key), readFileSync(cert));
		return { behind, url: `smtps://localhost:${front.port}`, stop: front.stop };
	});
	plain.stop();
});

if (root) {
	await story('STARTTLS: the certificate is looked at', () =>
	    judges(null, async (_, { key, cert }) => {
		const behind = await postfix(`smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = ${key}, ${cert}`);
		return { behind, url: `smtp://localhost:${behind.port}`,
		    stop: behind.stop };
	}));
} else {
	skip('STARTTLS', 'postfix starts for root alone');
}

await story('a password goes to a server that is trusted', async () => {
	const file = `${folder}/password`;
	writeFileSync(file, 'pine & cone\n', { mode: 0o600 });
	const sign_in = { smtp_user: 'nocape', smtp_password_file: file,
	    smtp_ca_file: ca };
	const files = [readFileSync(vouched.key), readFileSync(vouched.cert)];
	const yes = await guarded(...files, '\0nocape\0pine & cone');
	const url = `smtps://localhost:${yes.port}`;
	const { state, problem } = await through(yes, url, sign_in);
	is(`${state} ${problem}`, 'sent ', 'it signs in with name and password');
	ok(yes.heard.includes('.'), 'and hands the mail over');
	is(await checked({ smtp_url: url, ...sign_in }), '0 fine',
	    'nocape check signs in too');
	unlike(said(), /pine/, 'no log holds the password');
	yes.stop();

	for (const [what, offers, answer] of [
		['one that stopped offering STARTTLS', 'AUTH PLAIN', '250 fine'],
		['one that will not do it now', 'STARTTLS', '454 4.7.0 Not now'],
		['one that will never do it', 'STARTTLS', '502 5.5.1 What?']]) {
		const bare = await overheard((line) => /^EHLO/.test(line) ?
		    `250-here\r\n250 ${offers}` : answer);
		const off = await through(bare, `smtp://localhost:${bare.port}`, sign_in);
		is(off.state, 'waiting', `never to ${what}`);
		ok(bare.heard.length > 0, 'which we spoke to');
		is(bare.heard.filter((line) => !/^(EHLO \S+|HELO \S+|STARTTLS|QUIT)$/.test(line)),
		    [], 'and told nothing in the clear');
		bare.stop();
	}

	const no = await guarded(...files, 'another');
	const there = `smtps://localhost:${no.port}`;
	const denied = await through(no, there, sign_in);
	is(`${denied.state} ${denied.problem}`, 'waiting 535 5.7.8 Who are you',
	    'a sign-in that is refused is ours to mend: mail waits');
	is(await checked({ smtp_url: there, ...sign_in }),
	    '1 535 5.7.8 Who are you', 'and nocape check says so');
	const unread = await through(no, there, { ...sign_in, smtp_user: '',
	    smtp_password_file: '' });
	is(`${unread.state} ${unread.problem}`, 'waiting 530 sign in',
	    'the same without one');
	no.stop();
});

async function postfixSignedInTo() {
	const file = `${folder}/password`;
	const doors = await signsIn(folder, '\0nocape\0pine & cone');
	const behind = await postfix(`${doors.lines}
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = ${vouched.key}, ${vouched.cert}`);
	const url = `smtp://localhost:${behind.port}`;
	const more = { smtp_ca_file: ca, smtp_user: 'nocape', smtp_password_file: file };
	writeFileSync(file, 'pine & cone\n', { mode: 0o600 });
	const yes = await through(behind, url, more);
	is([yes.state, yes.arrived], ['sent', 1], 'with its password it is in', yes.problem);
	like(readFileSync(behind.log, 'utf8'), /sasl_username=nocape/, 'under its name');
	is(await checked({ smtp_url: url, ...more }), '0 fine', 'nocape check too');
	writeFileSync(file, 'fir & cone\n', { mode: 0o600 });
	const no = await through(behind, url, more);
	like(`${no.state} ${no.problem}`, /^waiting 535 5\.7\.8 /, 'with another it waits');
	unlike(said() + no.problem, /cone|bm9jYXBl/, 'and no log holds either');
	await stewardEnds();
	behind.stop();
	doors.stop();
}

if (root)
	await story('postfix wants a sign-in after STARTTLS', postfixSignedInTo);
else
	skip('a sign-in at postfix', 'it starts for root alone');

await stewardEnds();
