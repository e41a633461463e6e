// The planted leaks of a season are found, and where nothing is planted nothing is claimed. `npm run leaks` tries more seeds.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { plantedLeaks } from '../../src/commands/season/leaks.js';
import { sandboxPlan } from '../../src/commands/season/plan.js';
import { SANDBOX_SEED } from '../../src/commands/season/season.js';
import { counted, reviewed } from '../leaks/reviewed-season.js';
import { claimsOf, falseFindings, foundIn } from '../leaks/sought-leaks.js';
import { SEASON_DAYS, type StatedLeak, statedLeaks } from '../leaks/stated-leaks.js';

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

describe('the season of the sandbox', () => {
  const season = counted(SANDBOX_SEED, sandboxPlan);
  const claims = (days: number): string[] => claimsOf(reviewed(season, days));
  const planted = statedLeaks.filter(({ name, size }) => isDeepStrictEqual(size[name], plantedLeaks[name]));
  const tells = (claim: string, { foundAs, about }: Pick<StatedLeak, 'foundAs' | 'about'>): boolean =>
    about === undefined ? claim.startsWith(foundAs) : claim === `${foundAs} ${about}`;
  /** Sales rejects over a criterion that the data says is met where it reads that criterion in another way. */
  const follows = { foundAs: 'contradicted' } as const;

  test('holds nothing that is not stated, but for the few that nobody answers', () => {
    const there = Object.entries(plantedLeaks).flatMap(([name, leak]) => (leak === null ? [] : [name]));
    expect(there.filter((name) => planted.every((leak) => leak.name !== name))).toEqual(['unanswered']);
  });

  test('is found to leak as it was planted', () => {
    const missed = planted.filter((leak) => !claims(leak.days).some((claim) => tells(claim, leak)));
    expect(missed).toEqual([]);
  });

  test.each([SEASON_DAYS, 98, 90, 42, 30])('over %i days is not said to leak in any other way', (days) => {
    const known = [...planted, follows];
    expect(claims(days).filter((claim) => !known.some((leak) => tells(claim, leak)))).toEqual([]);
  });
});
