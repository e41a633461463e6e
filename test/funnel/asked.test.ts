// Promises about how a question to the diagnosis is read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Asked, dayAfter, daysBefore, lengthOf, readAsked } from '../../src/funnel/asked.js';

const today = '2026-11-28';
const read = (words: string): Asked => {
  const asked = readAsked(words, today);
  if ('why' in asked) throw new Error(`${asked.word}: ${asked.why}`);
  return asked;
};

describe('what is asked', () => {
  test.each([
    ['', '2026-08-31', today],
    ['30d', '2026-10-30', today],
    ['1d', today, today],
    ['quarter', '2026-10-01', today],
    ['2026-07-01..2026-09-30', '2026-07-01', '2026-09-30'],
    ['2026-11-01..2026-12-24', '2026-11-01', today],
  ])('"%s" is from %s to %s, both in it', (words, from, to) => {
    expect(read(words)).toEqual({ days: { from, to }, by: null, share: false });
  });

  test('the words may come in any order and case', () => {
    const all = { days: { from: '2026-10-30', to: today }, by: 'rep', share: true };
    expect(read('30d by rep share')).toEqual(all);
    expect(read('  SHARE  30D By Rep ')).toEqual(all);
  });

  test.each([
    ['yesterday', 'yesterday', 'none of the words'],
    ['by colour', 'by colour', 'Choose one of source, rep, segment, campaign.'],
    ['by', 'by', 'Choose one of'],
    ['30d 90d', '90d', 'again'],
    ['0d', '0d', 'one day or more'],
    ['5000d', '5000d', '1,096 days at most'],
    ['2026-02-30..2026-03-01', '2026-02-30..2026-03-01', 'Write two days'],
    ['2026-09-30..2026-07-01', '2026-09-30..2026-07-01', 'Turn them round'],
    ['2027-01-01..2027-02-01', '2027-01-01..2027-02-01', 'still to come'],
    ['2026-01-01..', '2026-01-01..', 'Write two days'],
  ])('"%s" is not understood, and it says why', (words, word, why) => {
    const asked = readAsked(words, today);
    expect(asked).toMatchObject({ word });
    expect('why' in asked && asked.why).toContain(why);
  });

  test('the days before are as many, and end the day before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 1096 }), (start, count) => {
        const from = dayAfter('2020-01-01', start);
        const days = { from, to: dayAfter(from, count - 1) };
        const before = daysBefore(days);
        expect(lengthOf(days)).toBe(count);
        expect(lengthOf(before)).toBe(count);
        expect(dayAfter(before.to, 1)).toBe(days.from);
      }),
    );
  });

  test('whatever is typed is a question or a reason why not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const asked = readAsked(words, today);
        expect('why' in asked || asked.days.from <= asked.days.to).toBe(true);
      }),
    );
  });
});
