// Signal or noise: a change is claimed only where one is, and never before there is enough to go by.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Change, changeOfRate, changeOfValue, type Week } from '../../../src/funnel/methods/change.js';
import type { Tally } from '../../../src/funnel/methods/wilson.js';

const DAY_MS = 86_400_000;
const BEGAN = Date.UTC(2026, 0, 5);

/** The Monday of a week, counted from 0; a fraction is a later day of it. */
const monday = (week: number): Date => new Date(BEGAN + week * 7 * DAY_MS);

const weekly = <Counted>(all: readonly Counted[]): Week<Counted>[] =>
  all.map((counted, week) => ({ from: monday(week), counted }));

const rates = (hits: readonly number[], of = 50): Week<Tally>[] =>
  weekly(hits.map((each) => ({ hits: each, of })));

const told = (change: Change): string =>
  change.verdict === 'signal' ? `${change.sign} ${change.direction}` : change.verdict;

const STEADY = [25, 27, 24, 26, 23, 25, 28, 24, 26, 25, 23, 27];

describe('the rate of the latest week', () => {
  test('is noise when it lies among the others', () => {
    expect(changeOfRate(rates([...STEADY, 28]), [])).toMatchObject({
      verdict: 'noise',
      weeks: 12,
      point: { value: 0.56 },
    });
  });

  test.each([
    [10, 'outside down'],
    [40, 'outside up'],
  ])('is a signal at %i of 50', (hits, expected) => {
    expect(told(changeOfRate(rates([...STEADY, hits]), []))).toBe(expected);
  });

  test('is none of our business a week later: an old signal is not told again', () => {
    expect(told(changeOfRate(rates([...STEADY, 10, 25]), []))).toBe('noise');
  });

  test('is a signal as the eighth on one side, and not as the seventh', () => {
    const low = [20, 21, 20, 22, 21, 20, 21, 20];
    const high = [...STEADY, ...STEADY];
    expect(told(changeOfRate(rates([...high, ...low.slice(0, 7)]), []))).toBe('noise');
    expect(changeOfRate(rates([...high, ...low]), [])).toMatchObject({
      sign: 'one side',
      direction: 'down',
      run: 8,
    });
  });

  test('has not enough to go by with eleven weeks before it, and enough with twelve', () => {
    const twelve = rates([...STEADY.slice(1), 2]);
    expect(changeOfRate(twelve, [])).toEqual({ verdict: 'not enough data', weeks: 11, needed: 12 });
    expect(told(changeOfRate(rates([...STEADY, 2]), []))).toBe('outside down');
  });

  test('is not counted towards twelve by weeks in which nothing came', () => {
    const gaps = [...rates(STEADY.slice(1)), ...rates([0], 0)].map((week, place) => ({
      ...week,
      from: monday(place),
    }));
    const latest = { from: monday(12), counted: { hits: 2, of: 50 } };
    expect(changeOfRate([...gaps, latest], [])).toMatchObject({ verdict: 'not enough data', weeks: 11 });
  });

  test('is unknown when nothing came in it, whatever the week before was', () => {
    const quiet = { from: monday(13), counted: { hits: 0, of: 0 } };
    expect(told(changeOfRate([...rates([...STEADY, 2]), quiet], []))).toBe('not enough data');
  });

  test('is the same whatever order the weeks come in', () => {
    const weeks = rates([...STEADY, 10]);
    expect(changeOfRate([...weeks].reverse(), [])).toEqual(changeOfRate(weeks, []));
  });
});

describe('a charter that comes into force', () => {
  const weeks = rates([...STEADY, ...STEADY.map((hits) => hits - 12), 14]);

  test('starts the baseline again: what it changed is not called a change for ever', () => {
    expect(told(changeOfRate(weeks, []))).toBe('one side down');
    expect(told(changeOfRate(weeks, [monday(12)]))).toBe('noise');
  });

  test('in the middle of a week leaves that week to neither', () => {
    expect(changeOfRate(weeks, [monday(12.5)])).toEqual({
      verdict: 'not enough data',
      weeks: 11,
      needed: 12,
    });
  });

  test('in the latest week itself leaves nothing to compare', () => {
    expect(changeOfRate(weeks, [monday(24.5)])).toEqual({ verdict: 'not enough data', weeks: 0, needed: 12 });
  });

  test('after the latest week has no say in it yet, and of several the last one counts', () => {
    expect(told(changeOfRate(weeks, [monday(25)]))).toBe('one side down');
    expect(told(changeOfRate(weeks, [monday(12), monday(3)]))).toBe('noise');
  });
});

describe('the median of the latest week', () => {
  const MEDIANS = [62, 70, 58, 66, 61, 72, 64, 59, 68, 65, 60, 67];

  test.each([
    [75, 'noise'],
    [140, 'outside up'],
  ])('of %i working minutes is %s', (median, expected) => {
    expect(told(changeOfValue(weekly([...MEDIANS, median]), []))).toBe(expected);
  });

  test('is unknown in a week without an answer, which counts for none', () => {
    expect(told(changeOfValue(weekly([...MEDIANS, 140, null]), []))).toBe('not enough data');
    expect(changeOfValue(weekly([...MEDIANS, null, 140]), [])).toMatchObject({
      verdict: 'signal',
      weeks: 12,
    });
  });

  test('that never moves is never a change, though a mean of equal numbers is a hair off them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 5_000, noNaN: true }),
        fc.integer({ min: 13, max: 60 }),
        (value, n) => {
          expect(told(changeOfValue(weekly(Array<number>(n).fill(value)), []))).toBe('noise');
        },
      ),
    );
  });

  test('that never moved, and then does by a minute, is', () => {
    expect(told(changeOfValue(weekly([...Array<number>(30).fill(60), 61]), []))).toBe('outside up');
  });
});

test('equal rates over weeks of any size are never a change', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 13, maxLength: 60 });
  fc.assert(
    fc.property(sizes, fc.constantFrom(0, 1, 2, 3), (ofs, thirds) => {
      const weeks = weekly(ofs.map((of) => ({ hits: thirds * of, of: 3 * of })));
      expect(told(changeOfRate(weeks, []))).toBe('noise');
    }),
  );
});

test('nothing at all is not enough', () => {
  expect(changeOfRate([], [])).toEqual({ verdict: 'not enough data', weeks: 0, needed: 12 });
});
