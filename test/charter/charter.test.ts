// Promises of the charter's schema: what can be agreed, and what is refused before anybody signs it.
import { describe, expect, test } from 'vitest';
import { Charter, criterionOf } from '../../src/charter/charter.js';
import { Rule } from '../../src/charter/rule.js';
import { starterCharter } from '../../src/charter/starter.js';

/** The sentences with which a charter of these changes is refused; none when it is accepted. */
const complaints = (changes: Record<string, unknown>): string[] => {
  const parsed = Charter.safeParse({ ...starterCharter, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
};

const [size, ...otherCriteria] = starterCharter.criteria;
const [rule, ...otherRules] = starterCharter.scoring;
const { working, mql, clocks } = starterCharter;

describe('a charter', () => {
  test('that is the starter charter is accepted as it stands and holds what the product promises', () => {
    expect(Charter.parse(starterCharter)).toEqual(starterCharter);
    expect(starterCharter.mql.threshold).toBe(50);
    expect(criterionOf(starterCharter, 'company_size')?.rule).toEqual({
      fact: 'company.employees',
      between: [20, 1000],
    });
    expect(criterionOf(starterCharter, 'no_such')).toBeUndefined();
  });

  test('with two criteria of one id is refused', () => {
    expect(complaints({ criteria: [size, size, ...otherCriteria] }).join()).toContain('share an id');
  });

  test('with two scoring rules of one id is refused, since "why this score" names rules by id', () => {
    expect(complaints({ scoring: [rule, rule, ...otherRules] }).join()).toContain('share an id');
  });

  test('that names a criterion it does not have is refused, in a group and in a scoring rule', () => {
    expect(complaints({ mql: { ...mql, atLeastOneOf: [['horoscope']] } }).join()).toContain('"horoscope"');
    const scoring = [{ ...rule, when: { criterion: 'horoscope' } }];
    expect(complaints({ scoring }).join()).toContain('"horoscope"');
  });

  test.each([
    ['without criteria', { criteria: [] }],
    ['with an unknown field', { surprise: true }],
    ['with a criterion that has an unknown field', { criteria: [{ ...size, weight: 3 }] }],
    ['with an id that is not snake case', { criteria: [{ ...size, id: 'Company size' }] }],
    ['with an empty group', { mql: { ...mql, atLeastOneOf: [[]] } }],
    ['with a threshold below nothing', { mql: { ...mql, threshold: -1 } }],
    ['with points of nothing', { scoring: [{ ...rule, points: 0 }] }],
    ['with a half-life of nothing', { scoring: [{ ...rule, halfLifeDays: 0 }] }],
    ['with a team that does not exist', { scoring: [{ ...rule, owner: 'finance' }] }],
    [
      'with a day that ends before it starts',
      { working: { ...working, days: { monday: { from: '17:00', to: '09:00' } } } },
    ],
    [
      'with an hour that no clock shows',
      { working: { ...working, days: { monday: { from: '9:00', to: '24:30' } } } },
    ],
    ['with a zone that no place has', { working: { ...working, zone: 'Australia/Atlantis' } }],
    ['with a closed day that is no date', { working: { ...working, alsoClosed: ['2026-02-30'] } }],
    ['with a clock of half a minute', { clocks: { ...clocks, answerWorkingMinutes: 0.5 } }],
    ['with a clock of nothing', { clocks: { ...clocks, undoMinutes: 0 } }],
    ['with a rung for nobody', { ladder: [{ atPercent: 50, who: 'nobody' }] }],
  ])('%s is refused', (_what, changes) => {
    expect(complaints(changes)).not.toEqual([]);
  });
});

describe('a rule', () => {
  test.each([
    [{ fact: 'company.employees', between: [1, 2] }],
    [{ fact: 'company.employees', between: [5, 5] }],
    [{ fact: 'facts.plan', oneOf: ['team'] }],
    [{ fact: 'email', known: true }],
    [{ signal: 'demo_requested' }],
    [{ signal: 'timeline_stated', atLeast: 2, withinDays: 0.5, valueAtMost: -3, absent: 'unknown' }],
    [{ all: [{ any: [{ not: { fact: 'email', known: true } }] }, { signal: 'won' }] }],
  ])('%j is accepted', (given) => {
    expect(Rule.parse(given)).toEqual(given);
  });

  test.each([
    [{ fact: 'company.employees' }],
    [{ fact: 'company.employees', between: [1, 2], oneOf: ['x'] }],
    [{ fact: 'company.employees', between: [1000, 20] }],
    [{ fact: 'company.employees', between: [1, Number.NaN] }],
    [{ fact: '__proto__', known: true }],
    [{ fact: 'email', known: false }],
    [{ fact: 'facts.plan', oneOf: [] }],
    [{ signal: 'Demo requested' }],
    [{ signal: 'demo_requested', atLeast: 0 }],
    [{ signal: 'demo_requested', withinDays: 0 }],
    [{ signal: 'demo_requested', absent: 'met' }],
    [{ all: [] }],
    [{ any: [{ nothing: true }] }],
    ['company.employees > 20'],
    [null],
  ])('%j is refused', (given) => {
    expect(Rule.safeParse(given).success).toBe(false);
  });
});
