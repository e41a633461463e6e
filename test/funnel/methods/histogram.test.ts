// Buckets add up in any order, and their quantiles are near enough to tell.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bucketOf,
  type Histogram,
  histogramOf,
  middleOf,
  quantile,
  sizeOf,
  together,
} from '../../../src/funnel/methods/histogram.js';

/** Lengths as they are: none at all, seconds, minutes by the clock, months of work, and edges of buckets. */
const length = fc.oneof(
  fc.constant(0),
  fc.double({ min: Number.MIN_VALUE, max: 0.999_999, noNaN: true }),
  fc.integer({ min: 1, max: 500_000 }),
  fc.double({ min: 1, max: 500_000, noNaN: true }),
  fc.integer({ min: 0, max: 160 }).map((power) => 1.08 ** power),
);
const lengths = fc.array(length, { minLength: 1, maxLength: 60 });
const counts: fc.Arbitrary<Histogram> = fc.dictionary(
  fc.integer({ min: 0, max: 200 }).map(String),
  fc.integer({ min: -5, max: 5 }).filter((count) => count !== 0),
);

const exactly = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.max(1, Math.ceil(share * values.length - 1e-9)) - 1] ?? Number.NaN;

describe('a histogram of working time', () => {
  test('gives every quantile within 5 % of the exact one, none as none, and seconds as under a minute', () => {
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const [told, exact] = [quantile(histogramOf(values), share) ?? Number.NaN, exactly(values, share)];
        if (exact === 0) expect(told).toBe(0);
        else if (exact < 1) expect(told).toBe(0.5);
        else expect(Math.abs(told - exact) / exact).toBeLessThan(0.05);
      }),
      { numRuns: 1000 },
    );
  });

  test('of two parts together is the histogram of the whole', () => {
    fc.assert(
      fc.property(lengths, lengths, (one, other) => {
        const parts = together([histogramOf(one), histogramOf(other)]);
        expect(parts).toEqual(histogramOf([...one, ...other]));
        expect(sizeOf(parts)).toBe(one.length + other.length);
      }),
    );
  });

  test('adds up the same in any order and grouping, with what is taken away again', () => {
    fc.assert(
      fc.property(counts, counts, counts, (a, b, c) => {
        expect(together([a, b])).toEqual(together([b, a]));
        expect(together([together([a, b]), c])).toEqual(together([a, together([b, c])]));
        const less = Object.fromEntries(Object.entries(a).map(([bucket, count]) => [bucket, -count]));
        expect(together([a, b, less])).toEqual(together([b]));
      }),
    );
  });

  test('is the same after a journey as JSON', () => {
    const histogram = histogramOf([0, 0.2, 7, 7, 9_999]);
    expect(together([JSON.parse(JSON.stringify(histogram))])).toEqual(histogram);
  });

  test('keeps none, under a minute and a minute apart', () => {
    expect([0, 1 / 60_000, 0.999, 1, 1.08].map(bucketOf)).toEqual([0, 1, 1, 2, 3]);
    expect([0, 1].map(middleOf)).toEqual([0, 0.5]);
  });

  test('of nothing has no quantile', () => {
    expect(quantile({}, 0.5)).toBeNull();
    expect(quantile(together([{ 5: 2 }, { 5: -2 }]), 0.5)).toBeNull();
  });

  test('of one length, or of equal ones, has it as every quantile', () => {
    for (const values of [[30], [30, 30, 30]])
      for (const share of [0, 0.5, 0.9, 1])
        expect(Math.abs((quantile(histogramOf(values), share) ?? Number.NaN) - 30)).toBeLessThan(1.5);
  });

  test('takes the seventh of a hundred as the 7 % quantile, though 0.07 times 100 is a hair above 7', () => {
    expect(quantile({ 0: 7, 20: 93 }, 0.07)).toBe(0);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d minutes', (minutes) => {
    expect(() => bucketOf(minutes)).toThrow(RangeError);
  });

  test.each([-0.1, 50, Number.NaN])('refuses %d as a share', (share) => {
    expect(() => quantile({ 2: 1 }, share)).toThrow(RangeError);
  });
});
