// Promises of working time: a clock that blames nobody for the night, a weekend, a holiday or a change of the clocks.
import { describe, expect, test } from 'vitest';
import type { WorkingHours } from '../../src/charter/charter.js';
import { starterCharter } from '../../src/charter/starter.js';
import { dueAfter } from '../../src/handshake/working-time.js';

const HOURS = 60;
const { working } = starterCharter;
const never = () => false;

/** When so many working minutes have passed since `start`, both as instants with an offset. */
const due = (
  start: string,
  minutes: number,
  of: Partial<WorkingHours> = {},
  isHoliday: (day: string) => boolean = never,
) => dueAfter(new Date(start), minutes, { ...working, ...of }, isHoliday);

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
    const christmas = (date: string) => date === '2026-12-25' || date === '2026-12-28';
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

describe('hours that nobody can keep', () => {
  test('without any working day are refused', () => {
    expect(() => due('2026-11-23T10:00:00+11:00', 60, { days: {} })).toThrow(RangeError);
  });

  test('with nothing but holidays are refused', () => {
    expect(() => due('2026-11-23T10:00:00+11:00', 60, {}, () => true)).toThrow(RangeError);
  });

  test('with one hour a week still end', () => {
    const oneHour = { days: { monday: { from: '09:00', to: '10:00' } } };
    expect(due('2026-11-23T08:00:00+11:00', 100 * HOURS, oneHour)).toEqual(
      new Date('2028-10-16T10:00:00+11:00'),
    );
  });
});
