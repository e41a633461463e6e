// The known answers in Olist's data, and its traps, as a diagnosis reads them from cells; the data lies beside the project.
import { describe, expect, test } from 'vitest';
import { answer, type Cell, cellOf, countOf, groupsOf } from '../../src/funnel/cells.js';
import type { Measure } from '../../src/funnel/measures.js';
import { changeOfRate } from '../../src/funnel/methods/change.js';
import { cohort } from '../../src/funnel/methods/cohort.js';
import { wilson } from '../../src/funnel/methods/wilson.js';
import { olistLeads, olistOrigins, olistWeeks, withoutOlist } from './methods/olist-weeks.js';

const DAY_MS = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Every lead as an offer under its origin, and its win, if it came. */
const cells = (): Cell[] =>
  olistOrigins().flatMap(({ origin, from, through }) => {
    const count = (measure: Measure): Cell =>
      cellOf({
        day: dayOf(from),
        charter: 1,
        source: origin,
        campaign: null,
        segment: null,
        rep: null,
        measure,
        n: 1,
      });
    return [count('offered'), ...(through === null ? [] : [count('reached:won')])];
  });

describe.skipIf(withoutOlist)('Olist', () => {
  const ever = { from: null, to: null, grain: 'all' as const };

  test('842 of 8,000 came through: 10.5 %, 9.9 to 11.2', () => {
    const all = answer(cells(), { ...ever, by: [] });
    const rate = wilson({ hits: countOf(all, 'reached:won'), of: countOf(all, 'offered') });
    expect(rate).toMatchObject({ n: 8000, rate: 842 / 8000 });
    expect(rate.low).toBeCloseTo(0.099, 3);
    expect(rate.high).toBeCloseTo(0.112, 3);
  });

  test.each([
    ['unknown', 16.3, 14.2, 18.6],
    ['paid_search', 12.3, null, null],
    ['organic_search', 11.8, null, null],
    ['direct_traffic', 11.2, null, null],
    ['referral', 8.5, null, null],
    ['social', 5.6, 4.5, 6.9],
    ['display', 5.1, null, null],
    ['email', 3, 1.9, 5],
  ])('by origin %s: %s %%', (origin, percent, low, high) => {
    const own = groupsOf(answer(cells(), { ...ever, by: ['source'] }), 'source').get(origin) ?? [];
    const rate = wilson({ hits: countOf(own, 'reached:won'), of: countOf(own, 'offered') });
    expect((rate.rate ?? 0) * 100).toBeCloseTo(percent, 1);
    if (low !== null) expect(rate.low * 100).toBeCloseTo(low, 1);
    if (high !== null) expect(rate.high * 100).toBeCloseTo(high, 1);
  });

  test('half of the wins took 14.7 days or less, nine in ten 163', () => {
    const days = olistLeads()
      .flatMap(({ from, through }) =>
        through === null ? [] : [(through.getTime() - from.getTime()) / DAY_MS],
      )
      .sort((one, other) => one - other);
    expect(days[Math.ceil(days.length / 2) - 1]).toBeCloseTo(14.7, 0);
    expect(days[Math.ceil(days.length * 0.9) - 1]).toBeCloseTo(163, -1);
  });

  test('trap: leads older than the log of wins are left out of a cohort, and the win before its contact is named', () => {
    const look = { ageMs: 90 * DAY_MS, now: new Date('2018-11-14Z'), logBegins: new Date('2017-12-05Z') };
    const { conversion, beforeLog, backwards, tooYoung } = cohort(olistLeads(), look);
    const old = cohort(olistLeads(), { ...look, logBegins: new Date('2017-06-01Z') });
    expect(backwards + old.backwards).toBeGreaterThan(0);
    expect(beforeLog).toBeGreaterThan(1000);
    // With the leads from before the log the same age looks slower than it was.
    expect(old.conversion.rate ?? 1).toBeLessThan(conversion.rate ?? 0);
    expect(conversion.n + beforeLog + backwards + tooYoung).toBe(8000);
  });

  test('trap: June 2018 has wins and no leads, so it is no week of a rate', () => {
    const inJune = (at: Date | null): boolean => at !== null && dayOf(at).startsWith('2018-06');
    expect(olistLeads().filter(({ from }) => inJune(from))).toHaveLength(0);
    expect(olistLeads().filter(({ through }) => inJune(through))).toHaveLength(57);
  });

  test('trap: the week of 14 May 2018 is noise, whatever a p chart says', () => {
    const then = olistWeeks().filter(({ from }) => from <= new Date('2018-05-14T00:00:00Z'));
    expect(changeOfRate(then, []).verdict).toBe('noise');
  });
});
