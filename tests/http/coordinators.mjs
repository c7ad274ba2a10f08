// Who runs a community is decided on the machine itself, and by no page.
import { neighbour } from '../lib/browser.mjs';
import { ended, one, sql } from '../lib/stack.mjs';
import { is, like, story } from '../lib/tap.mjs';

const trail = (deed) => Number(one(`select count(*) from data.audit where role = 'operator' and deed = :'deed' and community_id =
    (select id from data.communities where key = 'corran')`, { deed }));

await story('one more, and one less', async () => {
	let nuala = await neighbour('nuala');
	is((await nuala.raw('GET', '/desk')).status, 404, 'a member of a group has no desk');
	const [added, words] = ended('coordinator', 'add', 'nuala@corran.example', '--community', 'corran');
	is([added, words], [0, 'nuala@corran.example is now a coordinator of corran, signs in with a mailed link, and is asked to set up a second step.\n'], 'the operator gives her one');
	is(trail('coordinator_add'), 1, 'with a row of the trail');
	is((await nuala.raw('GET', '/desk')).status, 303, 'in the login she has there is none yet');
	nuala = await neighbour('nuala');
	is((await nuala.raw('GET', '/desk')).status, 200, 'in a new one, with a second step, there is');
	like(ended('coordinator', 'list')[1], /^corran\tnuala@corran\.example\tNuala Feeney\tsince \d{4}-\d\d-\d\d$/m, 'she is listed');
	like(ended('coordinator', 'list')[1], /^wendle\truth@example\.org\tRuth Okafor\t/m, 'as are those of the other community');

	is(ended('coordinator', 'remove', 'nuala@corran.example'), [1, 'nocape: nuala@corran.example is no coordinator of wendle.\n'],
	    'next door she is none');
	is(ended('coordinator', 'remove', 'nuala@corran.example', '--community', 'corran'), [0, 'nuala@corran.example is no coordinator of corran any more.\n'],
	    'it is taken from her');
	is(trail('coordinator_remove'), 1, 'with a row of the trail');
	is((await nuala.raw('GET', '/desk')).status, 404, 'at once');
	is((await nuala.raw('GET', '/me')).status, 200, 'she is who she was');
	is(ended('coordinator', 'remove', 'nuala@corran.example', '--community', 'corran')[0], 1, 'only once');
});

await story('what it says', async () => {
	for (const words of [[], ['remove'], ['list', 'x'], ['remove', 'a@b.example', '--name', 'X'], ['make', 'a@b.example']])
		like(ended('coordinator', ...words)[1], /use it like this: nocape coordinator/, `coordinator ${words.join(' ')}`);
	like(ended('coordinator', 'remove', 'a@b.example', '--community', 'nowhere')[1], /there is no community "nowhere"/, 'a community that is not');
	is(sql("select 1 from data.accounts where address = 'a@b.example'"), [], 'nobody is made by taking away');
});

await story('no page does it', async () => {
	is(one(`select count(*) from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prosecdef
	    and has_function_privilege('nocape_web', p.oid, 'execute') and p.prosrc ~ 'insert into (data\\.)?coordinators'`), '0', 'no deed of the web makes one');
});
