// Rates week by week: limits as in the paper, and a real week that a plain p chart cries wolf about.
import { describe, expect, test } from 'vitest';
import { changeOfRate } from '../../../src/funnel/methods/change.js';
import { laney } from '../../../src/funnel/methods/laney.js';
import { olistWeeks, withoutOlist } from './olist-weeks.js';

describe('a p′ chart', () => {
  test('of four weeks is as by hand', () => {
    // p̄ = 80/400; σ = √(0.2 · 0.8 / 100) = 0.04; z = 0, 1, −1, 0, so that σ_z = (1 + 2 + 1) / 3 / 1.128.
    const { centre, sigmaZ, points } = laney([20, 24, 16, 20].map((hits) => ({ hits, of: 100 })));
    expect(centre).toBe(0.2);
    expect(sigmaZ).toBeCloseTo(4 / 3 / 1.128, 12);
    expect(points.map(({ z }) => Math.round(z * 1e9) / 1e9)).toEqual([0, 1, -1, 0]);
    expect(points[1]?.high).toBeCloseTo(0.2 + 3 * 0.04 * (4 / 3 / 1.128), 12);
    expect(points[1]?.low).toBeCloseTo(0.2 - 3 * 0.04 * (4 / 3 / 1.128), 12);
    expect(points[1]?.sigmas).toBeCloseTo(1.128 / (4 / 3), 12);
  });

  test('has wider limits for a week of few cases, and none beyond 0 and 1', () => {
    const { points } = laney([
      { hits: 90, of: 100 },
      { hits: 8, of: 10 },
      { hits: 95, of: 100 },
      { hits: 80, of: 100 },
    ]);
    const reach = points.map(({ low, high }) => high - low);
    expect(reach[1]).toBeGreaterThan(reach[0] ?? Number.NaN);
    expect(Math.max(...points.map(({ high }) => high))).toBe(1);
    const mirrored = laney([10, 2, 5, 20].map((hits, place) => ({ hits, of: place === 1 ? 10 : 100 })));
    expect(Math.min(...mirrored.points.map(({ low }) => low))).toBe(0);
  });

  test.each([0, 7])('of weeks with %i of 7 hits each has no scatter and nothing off its centre', (hits) => {
    const { points, sigmaZ } = laney(Array.from({ length: 5 }, () => ({ hits, of: 7 })));
    expect(sigmaZ).toBe(0);
    for (const { value, low, high, z, sigmas } of points)
      expect([value, low, high, z, sigmas]).toEqual([hits / 7, hits / 7, hits / 7, 0, 0]);
  });

  test('of no week, or one, has no scatter', () => {
    expect(laney([])).toEqual({ centre: 0, points: [], sigmaZ: 0 });
    expect(laney([{ hits: 1, of: 4 }]).points).toEqual([
      { value: 0.25, low: 0.25, high: 0.25, n: 4, z: 0, sigmas: 0 },
    ]);
  });

  test('refuses a week without a case', () => {
    expect(() => laney([{ hits: 0, of: 0 }])).toThrow(RangeError);
  });
});

describe.skipIf(withoutOlist)(
  'the leads of Olist, by the week of first contact, since its log has whole weeks',
  () => {
    test('have a week that is −3.5σ on a p chart and only −2.3σ on p′', () => {
      const weeks = olistWeeks();
      const place = weeks.findIndex(({ from }) => from.toISOString() === '2018-05-14T00:00:00.000Z');
      const point = laney(weeks.map(({ counted }) => counted)).points[place];
      expect(weeks).toHaveLength(22);
      expect([point?.z.toFixed(1), point?.sigmas.toFixed(1)]).toEqual(['-3.5', '-2.3']);
    });

    test('have noise in that week, as it would have been told then', () => {
      const then = olistWeeks().filter(({ from }) => from <= new Date('2018-05-14T00:00:00Z'));
      expect(changeOfRate(then, [])).toMatchObject({ verdict: 'noise', weeks: 19 });
    });
  },
);
