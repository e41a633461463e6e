// Values week by week: limits as the handbook prints them.
import { expect, test } from 'vitest';
import { xmr } from '../../../src/funnel/methods/xmr.js';

// NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, flow rate of ten batches.
test("has the limits of NIST's flow rates", () => {
  const { centre, points } = xmr([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
  expect(centre).toBeCloseTo(50.81, 10);
  // The handbook divides by 1.128 instead of multiplying by 2.66.
  for (const { low, high } of points) {
    expect(Math.abs(high - 55.8041)).toBeLessThan(0.001);
    expect(Math.abs(low - 45.8159)).toBeLessThan(0.001);
  }
});

test('has no room around values that are all equal, or around one', () => {
  expect(xmr([12, 12, 12]).points).toEqual(Array(3).fill({ value: 12, low: 12, high: 12 }));
  expect(xmr([7])).toEqual({ centre: 7, points: [{ value: 7, low: 7, high: 7 }] });
});

test('of nothing has no points', () => {
  expect(xmr([]).points).toEqual([]);
});
