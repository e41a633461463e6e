// Comparing people kind by kind, against a published table.
import { expect, test } from 'vitest';
import { type Decided, mantelHaenszel } from '../../../src/funnel/methods/mantel-haenszel.js';

/** Admissions to Berkeley in 1973 by department: admitted and refused men, then women (Bickel, Hammel, O'Connell 1975). */
const berkeley: readonly [string, number, number, number, number][] = [
  ['A', 512, 313, 89, 19],
  ['B', 353, 207, 17, 8],
  ['C', 120, 205, 202, 391],
  ['D', 138, 279, 131, 244],
  ['E', 53, 138, 94, 299],
  ['F', 22, 351, 24, 317],
];

const admissions = berkeley.flatMap(([kind, men, menRefused, women, womenRefused]): Decided[] => [
  { person: 'men', kind, rejected: menRefused, of: men + menRefused },
  { person: 'women', kind, rejected: womenRefused, of: women + womenRefused },
]);

test('is Mantel and Haenszel for two: Berkeley admitted alike, department by department', () => {
  const found = mantelHaenszel(admissions);
  // R prints 1.5246 without the correction for continuity, df = 1.
  expect(found?.chiSquare).toBeCloseTo(1.5246, 3);
  expect(found?.freedom).toBe(1);
  expect(found?.p).toBeCloseTo(0.2169, 3);
});

test('does not depend on the order of people, and is certain of a difference that is there', () => {
  const apart: Decided[] = [
    { person: 'a', kind: 'x', rejected: 5, of: 50 },
    { person: 'b', kind: 'x', rejected: 25, of: 50 },
    { person: 'c', kind: 'x', rejected: 10, of: 40 },
    { person: 'a', kind: 'y', rejected: 9, of: 30 },
    { person: 'c', kind: 'y', rejected: 12, of: 30 },
  ];
  const [found, turned] = [mantelHaenszel(apart), mantelHaenszel([...apart].reverse())];
  expect(found?.chiSquare).toBeCloseTo(turned?.chiSquare ?? 0, 9);
  expect(found?.freedom).toBe(2);
  expect(found?.p).toBeLessThan(0.001);
});

test('says nothing of one person, or when all decided alike', () => {
  expect(mantelHaenszel([{ person: 'a', kind: 'x', rejected: 5, of: 50 }])).toBeNull();
  expect(
    mantelHaenszel([
      { person: 'a', kind: 'x', rejected: 0, of: 50 },
      { person: 'b', kind: 'x', rejected: 0, of: 50 },
    ]),
  ).toBeNull();
});
