// The nearest curve that never falls.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isotonic } from '../../../src/funnel/methods/isotonic.js';

const even = (values: readonly number[]) => values.map((value) => ({ value, weight: 1 }));

test.each([
  [
    [1, 3, 2, 4],
    [1, 2.5, 2.5, 4],
  ],
  [
    [4, 3, 2, 1],
    [2.5, 2.5, 2.5, 2.5],
  ],
  [
    [1, 2, 3],
    [1, 2, 3],
  ],
  [
    [5, 5, 5],
    [5, 5, 5],
  ],
  // The last value pulls down two that had already been pooled.
  [
    [1, 4, 3, 0],
    [1, 7 / 3, 7 / 3, 7 / 3],
  ],
  [[7], [7]],
  [[], []],
])('of %j is %j', (values, fitted) => {
  expect(isotonic(even(values))).toEqual(fitted.map((value) => expect.closeTo(value, 12)));
});

test('lets many cases weigh more than few', () => {
  const points = [
    { value: 0.6, weight: 30 },
    { value: 0.2, weight: 10 },
    { value: 0.9, weight: 5 },
  ];
  expect(isotonic(points)).toEqual([0.5, 0.5, 0.9].map((value) => expect.closeTo(value, 12)));
});

test('refuses a value of no cases', () => {
  expect(() => isotonic([{ value: 1, weight: 0 }])).toThrow(RangeError);
});

test('never falls, keeps the weighted sum, and is nearest: for every point the least of the greatest means', () => {
  const points = fc.array(
    fc.record({ value: fc.integer({ min: 0, max: 20 }), weight: fc.integer({ min: 1, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(points, (given) => {
      const fitted = isotonic(given);
      const meanOf = (from: number, to: number): number => {
        const part = given.slice(from, to + 1);
        const weight = part.reduce((sum, each) => sum + each.weight, 0);
        return part.reduce((sum, each) => sum + each.value * each.weight, 0) / weight;
      };
      const places = [...given.keys()];
      for (const i of places) {
        const minimax = Math.max(
          ...places
            .filter((from) => from <= i)
            .map((from) => Math.min(...places.filter((to) => to >= i).map((to) => meanOf(from, to)))),
        );
        expect(fitted[i]).toBeCloseTo(minimax, 9);
      }
    }),
  );
});
