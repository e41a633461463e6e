// The formulas give what their papers print.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newcombe } from '../../src/funnel/methods/newcombe.js';
import { wilson } from '../../src/funnel/methods/wilson.js';

const percent = (share: number): number => Math.round(share * 1000) / 10;

describe('the interval of a rate', () => {
  test.each([
    [10, 20, 29.9, 70.1],
    [842, 8000, 9.9, 11.2],
    [0, 10, 0, 27.8],
    [10, 10, 72.2, 100],
  ])('of %i in %i reaches from %f to %f per cent', (hits, of, low, high) => {
    const rate = wilson({ hits, of });
    expect([percent(rate.low), percent(rate.high), rate.n]).toEqual([low, high, of]);
  });

  // Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is the one that Newcombe prints', (hits, of, low, high) => {
    const rate = wilson({ hits, of });
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
  });

  test('of no cases says that nothing is known', () => {
    expect(wilson({ hits: 0, of: 0 })).toEqual({ rate: null, low: 0, high: 1, n: 0 });
  });

  test('always holds the rate and stays between none and all', () => {
    const tally = fc
      .integer({ min: 1, max: 100_000 })
      .chain((of) => fc.record({ hits: fc.integer({ min: 0, max: of }), of: fc.constant(of) }));
    fc.assert(
      fc.property(tally, (given) => {
        const { rate, low, high } = wilson(given);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(rate ?? Number.NaN);
        expect(high).toBeGreaterThanOrEqual(rate ?? Number.NaN);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the difference of two rates', () => {
  // Newcombe 1998, Interval estimation for the difference between independent proportions, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i in %i less %i in %i is the one that Newcombe prints', (a, m, b, n, low, high) => {
    const difference = newcombe({ hits: a, of: m }, { hits: b, of: n });
    // He takes z to more digits than 1.96.
    expect(Math.abs((difference?.low ?? Number.NaN) - low)).toBeLessThan(1e-4);
    expect(Math.abs((difference?.high ?? Number.NaN) - high)).toBeLessThan(1e-4);
    expect(difference?.n).toEqual([m, n]);
  });

  test('is not known when one side has no cases', () => {
    expect(newcombe({ hits: 3, of: 5 }, { hits: 0, of: 0 })).toBeNull();
  });
});
