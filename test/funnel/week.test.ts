// Promises of when a week is told: at the charter's time, when people work, and after a standstill the last ones only.
import { describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { holidaysIn, instantOf, toldAt, weeksDue } from '../../src/funnel/week.js';
import { workCalendar } from '../../src/handshake/working-time.js';
import { sydney } from '../handshake/a-watched.js';

const { working } = starterCharter;
const monday9 = { digest: { day: 'monday', time: '09:00' } } as const;
const iso = (date: Date): string => date.toISOString();
/** Closed on Monday 25 and Tuesday 26 January 2027. */
const closed = workCalendar(working, () => ['2027-01-25', '2027-01-26']);

describe('a week is told', () => {
  test('on Monday at nine after it, in the charter’s zone', () => {
    expect(iso(toldAt('2026-11-16', monday9, sydney))).toBe('2026-11-22T22:00:00.000Z');
  });

  test('on another day of the week after it, if the charter says so', () => {
    const friday = { digest: { day: 'friday', time: '16:30' } } as const;
    expect(iso(toldAt('2026-11-16', friday, sydney))).toBe('2026-11-27T05:30:00.000Z');
  });

  test('when work goes on, after holidays and never at night', () => {
    expect(iso(toldAt('2027-01-18', monday9, closed))).toBe('2027-01-26T22:00:00.000Z');
    const early = { digest: { day: 'monday', time: '05:00' } } as const;
    expect(iso(toldAt('2026-11-16', early, sydney))).toBe('2026-11-22T22:00:00.000Z');
  });

  test('on Tuesday after Easter', () => {
    expect(iso(toldAt('2027-03-22', monday9, sydney))).toBe('2027-03-29T22:00:00.000Z');
  });

  test('at the same hour before and after the clocks change', () => {
    // Daylight saving ended in Sydney on 4 April 2027 and began on 4 October 2026.
    expect(iso(toldAt('2027-03-15', monday9, sydney))).toBe('2027-03-21T22:00:00.000Z');
    expect(iso(toldAt('2027-03-29', monday9, sydney))).toBe('2027-04-04T23:00:00.000Z');
    expect(iso(instantOf('2026-10-04', '00:00', sydney))).toBe('2026-10-03T14:00:00.000Z');
    expect(iso(instantOf('2026-10-05', '00:00', sydney))).toBe('2026-10-04T13:00:00.000Z');
  });
});

describe('what is due', () => {
  const terms = { charter: monday9, calendar: sydney };
  test('is nothing a minute before, and the week at its time', () => {
    expect(weeksDue('2026-11-09', new Date('2026-11-22T21:59:00Z'), terms)).toEqual([]);
    expect(weeksDue('2026-11-09', new Date('2026-11-22T22:00:00Z'), terms)).toEqual(['2026-11-16']);
  });

  test('is nothing again once the week was told', () => {
    expect(weeksDue('2026-11-16', new Date('2026-11-22T22:15:00Z'), terms)).toEqual([]);
  });

  test('is every week of a standstill, and of a long one the last twelve', () => {
    expect(weeksDue('2026-11-02', new Date('2026-11-25T22:00:00Z'), terms)).toEqual([
      '2026-11-09',
      '2026-11-16',
    ]);
    const long = weeksDue('2026-01-05', new Date('2026-11-25T22:00:00Z'), terms);
    expect([long.length, long.at(-1)]).toEqual([12, '2026-11-16']);
  });
});

test('the holidays of a week are its working days on which nobody worked', () => {
  expect(holidaysIn('2027-01-25', working, closed)).toEqual(['2027-01-25', '2027-01-26']);
  expect(holidaysIn('2026-11-16', working, sydney)).toEqual([]);
});
