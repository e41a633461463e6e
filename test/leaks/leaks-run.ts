// `npm run leaks`: the table of what is found of the planted leaks, and what is claimed where nothing is planted.
import { parseArgs } from 'node:util';
import { wilson } from '../../src/funnel/methods/wilson.js';
import { rateWords } from '../../src/funnel/words.js';
import { falseFindings, foundIn } from './sought-leaks.js';
import { statedLeaks } from './stated-leaks.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    first: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, place) => Number(values.first) + place);
const rate = (hits: number): string => rateWords(wilson({ hits, of: seeds.length }));

if (values.only === undefined || values.only === 'none')
  for (const { days, false: claims, claims: what } of falseFindings(seeds))
    console.log(`no leak, ${days} days: false findings in ${rate(claims)} ${[...new Set(what)].join(', ')}`);
for (const leak of statedLeaks) {
  if (values.only !== undefined && leak.name !== values.only) continue;
  const size = JSON.stringify(leak.size[leak.name]);
  console.log(`${leak.name} ${size}, ${leak.days} days, as ${leak.foundAs}: ${rate(foundIn(leak, seeds))}`);
}
