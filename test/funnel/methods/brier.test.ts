// How good probabilities were.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brier } from '../../../src/funnel/methods/brier.js';

// G. W. Brier, Monthly Weather Review 78 (1950), table 1: ten forecasts of rain. He adds both classes: 0.19.
test("of Brier's ten forecasts of rain is half of what he prints", () => {
  const forecasts = [0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1];
  const rain = [0, 1, 1, 1, 0, 0, 0, 0, 0, 0];
  const score = brier(forecasts.map((probability, place) => ({ probability, happened: rain[place] === 1 })));
  expect(score?.score).toBeCloseTo(0.19 / 2, 12);
  expect(score?.reference).toBeCloseTo(0.3 * 0.7, 12);
  expect(score?.n).toBe(10);
});

test('of nothing is not known', () => {
  expect(brier([])).toBeNull();
});

test.each([
  [1, true, 0],
  [0, true, 1],
  [0.5, false, 0.25],
])('of one forecast of %d is its square', (probability, happened, score) => {
  expect(brier([{ probability, happened }])).toEqual({ score, reference: 0, n: 1 });
});

test.each([-0.01, 1.01, Number.NaN])('refuses %d as a probability', (probability) => {
  expect(() => brier([{ probability, happened: true }])).toThrow(RangeError);
});

test('of always the same probability is best at the rate that came true, where it is the reference', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (outcomes, guess) => {
        const rate = outcomes.filter((happened) => happened).length / outcomes.length;
        const always = (probability: number) =>
          brier(outcomes.map((happened) => ({ probability, happened })));
        expect(always(rate)?.score).toBeCloseTo(always(rate)?.reference ?? Number.NaN, 9);
        expect(always(guess)?.score).toBeGreaterThanOrEqual((always(rate)?.score ?? Number.NaN) - 1e-12);
      },
    ),
  );
});
