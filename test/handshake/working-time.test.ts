// Promises of working time: a clock that blames nobody for the night, a weekend, a holiday or a change of the clocks.
import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import type { WorkingHours } from '../../src/charter/charter.js';
import { starterCharter } from '../../src/charter/starter.js';
import type { PublicHolidays } from '../../src/handshake/wall-hours.js';
import { dueAfter, dueAfterDays, workCalendar, workingMinutes } from '../../src/handshake/working-time.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import { aCharter } from '../make.js';

const HOURS = 60;
const { working } = starterCharter;
const never: PublicHolidays = () => [];

/** When so many working minutes have passed since `start`, both as instants with an offset. */
const due = (
  start: string,
  minutes: number,
  of: Partial<WorkingHours> = {},
  holidays: PublicHolidays = never,
) => dueAfter(new Date(start), minutes, workCalendar({ ...working, ...of }, holidays));

const day = { from: '09:00', to: '17:00' };
const everyDay = {
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
};

describe('in Sydney, Monday to Friday from nine to five', () => {
  test.each([
    [
      'four hours in the morning end the same afternoon',
      '2026-11-23T09:30:00+11:00',
      '2026-11-23T13:30:00+11:00',
    ],
    ['four hours that end with the day end today', '2026-11-23T13:00:00+11:00', '2026-11-23T17:00:00+11:00'],
    ['four hours go on after the night', '2026-11-23T15:00:00+11:00', '2026-11-24T11:00:00+11:00'],
    ['the night before work counts nothing', '2026-11-24T03:00:00+11:00', '2026-11-24T13:00:00+11:00'],
    ['Friday at 16:50 goes on on Monday', '2026-11-27T16:50:00+11:00', '2026-11-30T12:50:00+11:00'],
    ['Friday at 17:50 begins on Monday', '2026-11-27T17:50:00+11:00', '2026-11-30T13:00:00+11:00'],
    ['Saturday begins on Monday', '2026-11-28T12:00:00+11:00', '2026-11-30T13:00:00+11:00'],
  ])('%s', (_what, start, end) => {
    expect(due(start, 4 * HOURS)).toEqual(new Date(end));
  });

  test('no time at all is over at once, or when work begins again', () => {
    expect(due('2026-11-23T10:00:00+11:00', 0)).toEqual(new Date('2026-11-23T10:00:00+11:00'));
    expect(due('2026-11-28T10:00:00+11:00', 0)).toEqual(new Date('2026-11-30T09:00:00+11:00'));
  });

  test('a public holiday counts nothing', () => {
    const christmas: PublicHolidays = (year) => (year === 2026 ? ['2026-12-25', '2026-12-28'] : []);
    expect(due('2026-12-24T16:00:00+11:00', 2 * HOURS, {}, christmas)).toEqual(
      new Date('2026-12-29T10:00:00+11:00'),
    );
  });

  test('a day on which the company is closed counts nothing', () => {
    expect(due('2026-11-23T16:00:00+11:00', 2 * HOURS, { alsoClosed: ['2026-11-24'] })).toEqual(
      new Date('2026-11-25T10:00:00+11:00'),
    );
  });

  test('ten working days are two weeks', () => {
    expect(due('2026-11-23T11:00:00+11:00', 10 * 8 * HOURS)).toEqual(new Date('2026-12-07T11:00:00+11:00'));
  });
});

describe('over the nights on which the clocks change', () => {
  test('summer time begins on 4 October 2026 and Monday starts at nine by the new clock', () => {
    expect(due('2026-10-02T16:00:00+10:00', 2 * HOURS)).toEqual(new Date('2026-10-05T10:00:00+11:00'));
  });

  test('summer time ends on 4 April 2027 and Monday starts at nine by the new clock', () => {
    expect(due('2027-04-02T16:00:00+11:00', 2 * HOURS)).toEqual(new Date('2027-04-05T10:00:00+10:00'));
  });

  test.each([
    ['begins', '2026-10-03T16:30:00+10:00', '2026-10-04T16:30:00+11:00'],
    ['ends', '2027-04-03T16:30:00+11:00', '2027-04-04T16:30:00+10:00'],
  ])('the Sunday on which it %s has eight working hours', (_what, start, end) => {
    expect(due(start, 8 * HOURS, { days: everyDay })).toEqual(new Date(end));
  });

  test.each([
    [
      'an hour shorter on the night it begins',
      '2026-10-03T23:00:00+10:00',
      4 * HOURS,
      '2026-10-04T05:00:00+11:00',
    ],
    [
      'an hour longer on the night it ends',
      '2027-04-03T23:00:00+11:00',
      6 * HOURS,
      '2027-04-04T05:00:00+10:00',
    ],
  ])('a night shift is %s', (_what, start, minutes, end) => {
    const shift = { from: '00:00', to: '05:00' };
    expect(due(start, minutes, { days: { sunday: shift } })).toEqual(new Date(end));
  });

  test('Lord Howe Island moves its clocks by half an hour', () => {
    const lordHowe = { zone: 'Australia/Lord_Howe' };
    expect(due('2026-10-02T16:00:00+10:30', 2 * HOURS, lordHowe)).toEqual(
      new Date('2026-10-05T10:00:00+11:00'),
    );
    expect(due('2027-04-02T16:00:00+11:00', 2 * HOURS, lordHowe)).toEqual(
      new Date('2027-04-05T10:00:00+10:30'),
    );
  });
});

describe('with breaks', () => {
  const noon = { from: '12:00', to: '13:00' };
  const tea = { from: '12:30', to: '13:15' };
  const withBreaks = { monday: { ...day, breaks: [tea, noon] }, tuesday: day };

  test('a break counts nothing, nor do two that overlap count twice', () => {
    expect(due('2026-11-23T11:00:00+11:00', 2 * HOURS, { days: withBreaks })).toEqual(
      new Date('2026-11-23T14:15:00+11:00'),
    );
  });

  test('what ends with the morning is due before the break, and what begins in it after it', () => {
    expect(due('2026-11-23T11:00:00+11:00', HOURS, { days: withBreaks })).toEqual(
      new Date('2026-11-23T12:00:00+11:00'),
    );
    expect(due('2026-11-23T12:45:00+11:00', 0, { days: withBreaks })).toEqual(
      new Date('2026-11-23T13:15:00+11:00'),
    );
  });
});

describe('in the hour that is left out or comes twice', () => {
  const night = (zone: string) => ({ zone, days: { sunday: { from: '01:30', to: '02:30' } } });
  const minutesOn = (of: Partial<WorkingHours>, from: string, to: string) =>
    workingMinutes(new Date(from), new Date(to), workCalendar({ ...working, ...of }, never));

  test.each([
    ['Australia/Sydney', '2026-10-04', 30],
    ['Australia/Sydney', '2027-04-04', 90],
    ['Australia/Sydney', '2026-11-22', 60],
    ['Australia/Lord_Howe', '2026-10-04', 30],
    ['Australia/Lord_Howe', '2027-04-04', 90],
    ['Pacific/Auckland', '2026-09-27', 30],
    ['Pacific/Auckland', '2027-04-04', 90],
    ['Australia/Perth', '2026-10-04', 60],
  ])('%s works from 1:30 to 2:30 on %s for %i minutes', (zone, sunday, minutes) => {
    const noonBefore = Date.parse(`${sunday}T00:00:00Z`) - 12 * HOURS * 60_000;
    const [from, to] = [new Date(noonBefore), new Date(noonBefore + 24 * HOURS * 60_000)];
    expect(minutesOn(night(zone), from.toISOString(), to.toISOString())).toBe(minutes);
  });

  test('work that stops in the middle of the hour goes on when it comes again', () => {
    const sydney = night('Australia/Sydney');
    // 1:30 to 2:30 by summer time, half an hour's rest, and 2:00 to 2:30 once more.
    expect(due('2027-04-04T00:00:00+11:00', 60, sydney)).toEqual(new Date('2027-04-04T02:30:00+11:00'));
    expect(due('2027-04-04T00:00:00+11:00', 61, sydney)).toEqual(new Date('2027-04-04T02:01:00+10:00'));
  });
});

test.each([
  ['Australia/Sydney', 'NSW'],
  ['Australia/Perth', 'WA'],
  ['Australia/Adelaide', 'SA'],
  ['Australia/Lord_Howe', 'NSW'],
  ['Pacific/Auckland', undefined],
])('five years in %s are as long as all their hours together', (zone, region) => {
  const holidays = region === undefined ? { country: 'NZ' } : { country: 'AU', region };
  const { charter } = aCharter({ working: { ...working, zone, holidays, alsoClosed: ['2028-02-29'] } });
  const calendar = workCalendar(charter.working, holidayLookup(Holidays)(charter));
  const [from, to] = [Date.UTC(2024, 5, 1), Date.UTC(2029, 5, 1)];
  let sum = 0;
  for (let at = from; at < to; at += 3_600_000)
    sum += workingMinutes(new Date(at), new Date(at + 3_600_000), calendar);
  expect(workingMinutes(new Date(from), new Date(to), calendar)).toBe(sum);
  expect(dueAfter(new Date(from), sum, calendar)?.getTime()).toBeLessThanOrEqual(to);
});

describe('counted in days', () => {
  const days = (start: string, count: number, of: Partial<WorkingHours> = {}) =>
    dueAfterDays(new Date(start), count, workCalendar({ ...working, ...of }, never));

  test('the day on which it begins does not count, whatever the hour', () => {
    const tuesday = new Date('2026-11-24T17:00:00+11:00');
    for (const time of ['00:00', '08:00', '12:00', '16:59', '23:59'])
      expect(days(`2026-11-23T${time}:00+11:00`, 1)).toEqual(tuesday);
  });

  test('a short day is a day, and ends when its last hours do', () => {
    const short = {
      monday: day,
      friday: { from: '09:00', to: '17:00', breaks: [{ from: '12:00', to: '17:00' }] },
    };
    expect(days('2026-11-23T10:00:00+11:00', 1, { days: short })).toEqual(
      new Date('2026-11-27T12:00:00+11:00'),
    );
    expect(days('2026-11-23T10:00:00+11:00', 2, { days: short })).toEqual(
      new Date('2026-11-30T17:00:00+11:00'),
    );
  });

  test('without any working day they are never over', () => {
    expect(days('2026-11-23T10:00:00+11:00', 1, { days: {} })).toBeNull();
  });
});

describe('hours that nobody can keep', () => {
  /** Every day of a year. */
  const always: PublicHolidays = (year) =>
    Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10));

  test('without any working day are never over', () => {
    expect(due('2026-11-23T10:00:00+11:00', 60, { days: {} })).toBeNull();
    expect(due('2026-11-23T10:00:00+11:00', 0, { days: {} })).toBeNull();
  });

  test('with nothing but holidays are never over', () => {
    expect(due('2026-11-23T10:00:00+11:00', 60, {}, always)).toBeNull();
  });

  test('with one hour a week still end', () => {
    const oneHour = { days: { monday: { from: '09:00', to: '10:00' } } };
    expect(due('2026-11-23T08:00:00+11:00', 100 * HOURS, oneHour)).toEqual(
      new Date('2028-10-16T10:00:00+11:00'),
    );
  });
});
