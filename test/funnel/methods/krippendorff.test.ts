// Agreement beyond chance, as Krippendorff computes it himself.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { krippendorff } from '../../../src/funnel/methods/krippendorff.js';

/** The judgements of several observers, one text each with a letter a unit, a dot for none, as units. */
const unitsOf = (...observers: string[]): (string | null)[][] =>
  [...(observers[0] ?? '')].map((_, unit) =>
    observers.map((observer) => (observer[unit] === '.' ? null : (observer[unit] ?? null))),
  );

// K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), examples A, B and C.
test.each([
  ['two observers and two values', unitsOf('0100000010', '1110010000'), 0.095],
  ['two observers and five values', unitsOf('aabbdcccedda', 'babbbccceddd'), 0.692],
  [
    'four observers who left some out',
    unitsOf('123321412...', '1233224125.3', '.3332342251.', '12332441251.'),
    0.743,
  ],
])('of %s is as printed', (_, units, alpha) => {
  expect(krippendorff(units).alpha).toBeCloseTo(alpha, 3);
});

test('counts only what was judged twice', () => {
  expect(krippendorff(unitsOf('ab.c', 'aa..'))).toMatchObject({ units: 2, judgements: 4 });
});

test.each([
  ['nothing', []],
  ['one judgement', [['met']]],
  ['only single judgements', [['met', null], ['unmet']]],
  [
    'the same judgement everywhere',
    [
      ['met', 'met'],
      ['met', 'met'],
    ],
  ],
])('is not known of %s', (_, units) => {
  expect(krippendorff(units).alpha).toBeNull();
});

test('is 1 when all agree, and never more', () => {
  const value = fc.constantFrom('met', 'unmet', 'unknown', null);
  fc.assert(
    fc.property(fc.array(fc.array(value, { maxLength: 4 }), { maxLength: 20 }), (units) => {
      const { alpha } = krippendorff(units);
      const agree = units.every((unit) => new Set(unit.filter((each) => each !== null)).size < 2);
      if (alpha !== null && agree) expect(alpha).toBe(1);
      else expect(alpha ?? 0).toBeLessThan(1);
    }),
  );
});
