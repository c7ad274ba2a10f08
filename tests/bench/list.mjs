// The list of open tasks, written plainly in Node: fastify and pg, two
// processes, prepared statements, rendered on the server, the same rows.
// Without row-level security, which makes its task lighter than ours.
import cluster from 'node:cluster';
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

const [port, host, database] = process.argv.slice(2);

if (cluster.isPrimary) {
	cluster.fork();
	cluster.fork();
	process.on('SIGTERM', () => process.exit(0));
} else {
	const pool = new pg.Pool({ host, database, user: 'postgres', max: 4 });
	const app = Fastify();
	const escape = (s) => String(s ?? '').replace(/[&<>"']/g,
		(c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]);
	const login = {
		name: 'login',
		text: `select p.id, p.name from data.logins l join data.people p on p.id = l.person_id
			where l.token_hash = $1 and l.ended_at is null and l.ends_at > now()`,
	};
	const list = {
		name: 'list',
		text: `select t.ref, t.title, t.kind, t.minutes, t.afar, t.waiting, g.name as group_name, p.name as place
			from data.tasks t join data.groups g on g.id = t.group_id left join data.places p on p.id = t.place_id
			where t.state = 'open' and t.published and t.community_id = 1
			order by t.published_at desc, t.id desc limit 20`,
	};
	const row = (t) => `<li class="nc-row"><div><h2 class="govuk-heading-m"><a class="govuk-link" href="/tasks/${escape(t.ref)}">` +
		`${escape(t.title)}</a></h2><p class="govuk-body">${escape(t.group_name)}</p>` +
		`<p class="govuk-body nc-quiet">${escape(t.kind)}, ${escape(t.afar ? 'from anywhere' : t.place)}</p></div>` +
		`<p class="govuk-body"><strong>About ${escape(t.minutes)} minutes in all</strong></p></li>`;
	const page = (who, rows) => '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Open tasks</title>' +
		'<link rel="stylesheet" href="/public/nocape.css"></head><body><header>Nocape ' + escape(who.name) +
		'</header><main><h1>Open tasks</h1><ul class="nc-rows">' + rows.map(row).join('') + '</ul></main></body></html>';

	app.get('/tasks', async (req, reply) => {
		const token = /__Host-login=([^;]+)/.exec(req.headers.cookie ?? '')?.[1] ?? '';
		const hash = createHash('sha256').update(token).digest('hex');
		const { rows: [who] } = await pool.query({ ...login, values: [hash] });
		if (!who)
			return reply.code(303).header('location', '/sign-in').send();
		const { rows } = await pool.query(list);
		return reply.type('text/html; charset=utf-8').send(page(who, rows));
	});
	await app.listen({ port: Number(port), host: '127.0.0.1' });
}
