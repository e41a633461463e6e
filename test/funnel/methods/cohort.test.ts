// Conversion at an age counts only those old enough, and only what the log could see.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Begun, cohort } from '../../../src/funnel/methods/cohort.js';
import { olistLeads, withoutOlist } from './olist-weeks.js';

const DAY_MS = 86_400_000;
const day = (number: number): Date => new Date(Date.UTC(2026, 0, 1) + number * DAY_MS);
const begun = (from: number, through: number | null): Begun => ({
  from: day(from),
  through: through === null ? null : day(through),
});
const look = { ageMs: 30 * DAY_MS, now: day(100), logBegins: day(0) };

describe('conversion at 30 days', () => {
  test('counts who came through by then, to the instant, and not who came later', () => {
    const { conversion } = cohort([begun(0, 30), begun(0, 30.001), begun(0, 0), begun(0, null)], look);
    expect(conversion).toMatchObject({ rate: 0.5, n: 4 });
  });

  test('leaves out the young ones, also those that came through already: only the quick could', () => {
    const told = cohort([begun(70, null), begun(70.001, null), begun(95, 96)], look);
    expect(told).toMatchObject({ conversion: { rate: 0, n: 1 }, tooYoung: 2 });
  });

  test('starts at the first day of the log', () => {
    const told = cohort([begun(-1, 5), begun(0, 5)], look);
    expect(told).toMatchObject({ conversion: { rate: 1, n: 1 }, beforeLog: 1 });
  });

  test('sets aside who came through before they began', () => {
    expect(cohort([begun(10, 9)], look)).toMatchObject({ conversion: { rate: null, n: 0 }, backwards: 1 });
  });

  test('of nobody is not known', () => {
    expect(cohort([], look)).toMatchObject({ conversion: { rate: null, low: 0, high: 1 }, tooYoung: 0 });
  });

  test('puts everybody in one place, and never changes once all are old enough', () => {
    const all = fc.array(
      fc.record({
        from: fc.integer({ min: -50, max: 100 }),
        took: fc.option(fc.integer({ min: -5, max: 90 })),
      }),
    );
    fc.assert(
      fc.property(all, (given) => {
        const people = given.map(({ from, took }) => begun(from, took === null ? null : from + took));
        const told = cohort(people, look);
        expect(told.conversion.n + told.tooYoung + told.beforeLog + told.backwards).toBe(given.length);
        const later = cohort(people, { ...look, now: day(130) });
        expect(later).toEqual(cohort(people, { ...look, now: day(500) }));
      }),
    );
  });
});

describe.skipIf(withoutOlist)("Olist's leads", () => {
  const at = (ageDays: number, month: [year: number, month: number], logBegins: Date) => {
    const [from, to] = [Date.UTC(...month), Date.UTC(month[0], month[1] + 1)];
    const leads = olistLeads().filter((lead) => lead.from.getTime() >= from && lead.from.getTime() < to);
    return cohort(leads, { ageMs: ageDays * DAY_MS, now: new Date('2018-06-01T00:00:00Z'), logBegins });
  };
  const [always, logged] = [new Date(0), new Date('2017-12-05T00:00:00Z')];

  test('of autumn look slow only because nobody wrote down wins before 5 December', () => {
    expect(at(30, [2017, 8], always).conversion).toMatchObject({ rate: 0 });
    expect(at(30, [2017, 8], logged)).toMatchObject({ conversion: { rate: null }, beforeLog: 312 });
    expect(at(30, [2018, 0], logged).conversion.rate).toBeGreaterThan(0.05);
  });

  test('of May look bad only because they are young', () => {
    const may = at(30, [2018, 4], logged);
    expect([may.conversion.n, may.tooYoung]).toEqual([118, 1185]);
  });

  test('have one win before its first contact', () => {
    const told = cohort(olistLeads(), { ageMs: 0, now: new Date('2018-12-01T00:00:00Z'), logBegins: always });
    expect(told.backwards).toBe(1);
  });
});
