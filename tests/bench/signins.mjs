// People who sign in by password, each from an address of their own:
// node signins.mjs PORT RATE SECONDS, by turns on the port and the next, as
// the front shares them out; prints the p99 of a plain page
// meanwhile, in ms, and how many came in.
const [port, rate, seconds] = process.argv.slice(2).map(Number);
const base = (n) => `http://127.0.0.1:${port + n % 2}`;
let came = 0;

async function come(n) {
	const from = { 'x-real-ip': `10.${n >> 16 & 255}.${n >> 8 & 255}.${n & 255}` };
	const page = await fetch(`${base(n)}/sign-in`, { headers: from });
	const browser = /__Host-browser=[0-9a-f]+/.exec(page.headers.get('set-cookie') ?? '')?.[0];
	const html = await page.text();
	const form = /<form[^>]*action="\/sign-in\/password"[\s\S]*?<\/form>/.exec(html)?.[0] ?? html;
	const field = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1];
	const answer = await fetch(`${base(n)}/sign-in/password`, { method: 'POST', redirect: 'manual',
		headers: { ...from, cookie: browser },
		body: new URLSearchParams({ token: field('token'), op: field('op'), address: `person${n}@example.net`,
			password: 'two doors one light' }) });
	came += answer.status === 303;
	await answer.text();
}

// Meanwhile a plain page is asked for a hundred times a second.
const took = [];
async function read() {
	const begun = performance.now();
	await (await fetch(`${base(took.length)}/how-we-work`)).text();
	took.push(performance.now() - begun);
}

const all = [];
for (let tick = 0; tick < 100 * seconds; tick++) {
	all.push(read());
	if (Math.floor((tick + 1) * rate / 100) > Math.floor(tick * rate / 100))
		all.push(come(Math.floor(tick * rate / 100) + 1));
	await new Promise((resolve) => setTimeout(resolve, 10));
}
await Promise.all(all);
took.sort((a, b) => a - b);
console.log(took[Math.floor(took.length * 0.99)].toFixed(1), came);
