// What a rule tells about who gets accepted.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weightOfEvidence } from '../../../src/funnel/methods/weight-of-evidence.js';

const fired = (a: number, accepted: number, r: number, rejected: number) => ({
  accepted: { hits: a, of: accepted },
  rejected: { hits: r, of: rejected },
});

test('is the logarithm of the ratio of both shares, half a case added to each', () => {
  // (40.5 / 100) / (10.5 / 50) = 1.92857…
  const told = weightOfEvidence(fired(40, 100, 10, 50));
  expect(told?.weight).toBeCloseTo(Math.log(1.928_571_428_6), 9);
  expect(told?.n).toBe(150);
  expect(told?.low).toBeGreaterThan(0);
});

test('has a weight when the rule never fired for one side, and an interval that says how little that is', () => {
  const told = weightOfEvidence(fired(3, 20, 0, 20));
  expect(told?.weight).toBeCloseTo(Math.log(7), 9);
  expect(told?.low).toBeLessThan(0);
});

test.each([
  [20, 20, 5, 5],
  [0, 20, 0, 5],
])(
  'says nothing when the rule fires for %i of %i accepted and %i of %i rejected',
  (a, accepted, r, rejected) => {
    const told = weightOfEvidence(fired(a, accepted, r, rejected));
    expect(told?.low).toBeLessThanOrEqual(0);
    expect(told?.high).toBeGreaterThanOrEqual(0);
  },
);

test.each([
  [0, 0, 3, 10],
  [3, 10, 0, 0],
])('is not known with %i of %i accepted and %i of %i rejected', (a, accepted, r, rejected) => {
  expect(weightOfEvidence(fired(a, accepted, r, rejected))).toBeNull();
});

const tally = fc
  .integer({ min: 1, max: 500 })
  .chain((of) => fc.record({ hits: fc.integer({ min: 0, max: of }), of: fc.constant(of) }));

test('lies in its interval, and turns its sign when both sides are swapped', () => {
  fc.assert(
    fc.property(tally, tally, (accepted, rejected) => {
      const told = weightOfEvidence({ accepted, rejected });
      const swapped = weightOfEvidence({ accepted: rejected, rejected: accepted });
      if (told === null || swapped === null) throw new Error('Both sides have cases.');
      expect(told.low).toBeLessThanOrEqual(told.weight);
      expect(told.high).toBeGreaterThanOrEqual(told.weight);
      expect(swapped.weight).toBeCloseTo(-told.weight, 9);
      expect(swapped.low).toBeCloseTo(-told.high, 9);
    }),
  );
});
