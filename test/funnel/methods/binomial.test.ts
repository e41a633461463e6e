// The exact tail of the binomial distribution, against published values and against adding everything up.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orMoreThan } from '../../../src/funnel/methods/binomial.js';

test('is what tables print: 8 or more heads of 10, and 2 or more of 20 at one in twenty', () => {
  expect(orMoreThan({ hits: 8, of: 10 }, 0.5)).toBeCloseTo(0.0546875, 10);
  // N. T. J. Bailey's table: 1 − 0.7358.
  expect(orMoreThan({ hits: 2, of: 20 }, 0.05)).toBeCloseTo(0.2642, 4);
});

test('none or more is certain, and more than all there are is not asked', () => {
  expect(orMoreThan({ hits: 0, of: 0 }, 0.1)).toBe(1);
  expect(orMoreThan({ hits: 0, of: 50 }, 0.1)).toBe(1);
  expect(orMoreThan({ hits: 5, of: 5 }, 0)).toBe(0);
  expect(orMoreThan({ hits: 5, of: 5 }, 1)).toBe(1);
});

test('falls with every further hit, from 1 to the probability of all of them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (of, p) => {
        const tails = Array.from({ length: of + 1 }, (_, hits) => orMoreThan({ hits, of }, p));
        expect(tails[0]).toBeCloseTo(1, 9);
        expect(tails[of]).toBeCloseTo(p ** of, 9);
        for (const [hits, tail] of tails.entries()) {
          expect(tail).toBeGreaterThanOrEqual(0);
          expect(tail).toBeLessThanOrEqual((tails[hits - 1] ?? 1) + 1e-9);
        }
      },
    ),
    { numRuns: 100 },
  );
});
