// Far out or near, normal values and sums of their squares are as likely as tables say.
import { expect, test } from 'vitest';
import { chiSquareAbove } from '../../../src/funnel/methods/chi-square.js';
import { above } from '../../../src/funnel/methods/normal.js';

// M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), tables 26.1 and 26.2.
test.each([
  [0, 0.5],
  [1, 0.158_655_253_931_457],
  [1.96, 0.024_997_895_148_22],
  [3, 0.001_349_898_031_630_1],
  [4, 3.167_124_183_311_99e-5],
  [6, 9.865_876_450_377e-10],
])('above %d lies %d', (z, probability) => {
  expect(Math.abs(above(z) / probability - 1)).toBeLessThan(1e-9);
  expect(above(-z)).toBeCloseTo(1 - probability, 12);
});

test('the series and the fraction agree where one takes over from the other', () => {
  expect(Math.abs(above(3) / above(3 + 1e-9) - 1)).toBeLessThan(1e-8);
});

// The same, table 26.8; the last line from the tables of NIST/SEMATECH, e-Handbook of Statistical Methods, 1.3.6.7.4.
test.each([
  [3.841, 1, 0.05],
  [10.828, 1, 0.001],
  [5.991, 2, 0.05],
  [7.815, 3, 0.05],
  [18.307, 10, 0.05],
  [37.697, 15, 0.001],
  [124.342, 100, 0.05],
])('χ² is above %d with %i degrees of freedom as often as %d', (value, freedom, probability) => {
  expect(Math.abs(chiSquareAbove(value, freedom) / probability - 1)).toBeLessThan(1e-3);
});

test('χ² is above nothing always, and nears one half at its middle when it has thousands of degrees of freedom', () => {
  for (const freedom of [1, 2, 3, 4]) expect(chiSquareAbove(0, freedom)).toBe(1);
  for (const freedom of [5000, 5001]) expect(chiSquareAbove(freedom, freedom)).toBeCloseTo(0.5, 2);
});
