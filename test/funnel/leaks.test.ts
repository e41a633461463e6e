// The planted leaks of a season are found, and where nothing is planted nothing is claimed. `npm run leaks` tries more seeds.
import { expect, test } from 'vitest';
import { falseFindings, foundIn } from '../leaks/sought-leaks.js';
import { statedLeaks } from '../leaks/stated-leaks.js';

/** Seeds that the table was not tuned on. */
const seeds = [1001, 1002];

test('claims nothing of a season without a leak', () => {
  expect(falseFindings(seeds).flatMap(({ claims }) => claims)).toEqual([]);
}, 60_000);

test.each(statedLeaks.map((leak) => ({ ...leak, planted: JSON.stringify(leak.size) })))(
  'finds $planted as $foundAs',
  (leak) => {
    expect(foundIn(leak, [1001])).toBe(1);
  },
  60_000,
);
