// Promises of the holidays: what nobody works on is a holiday, in every state, and an evening is not a day.
import Holidays from 'date-holidays';
import { expect, test } from 'vitest';
import type { WorkingHours } from '../../src/charter/charter.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import { aCharter } from '../make.js';

const { charter } = aCharter();
const lookup = holidayLookup(Holidays);
const holidays = (of: WorkingHours['holidays']) =>
  lookup({ ...charter, working: { ...charter.working, holidays: of } });

const holidaysIn = (region: string, country = 'AU') => holidays({ country, region })(2026);

test.each([
  ['NSW', '2026-10-05', '2026-11-03'],
  ['VIC', '2026-11-03', '2026-10-05'],
  ['QLD', '2026-10-05', '2026-06-08'],
  ['WA', '2026-09-28', '2026-10-05'],
  ['SA', '2026-10-05', '2026-12-24'],
  ['TAS', '2026-03-09', '2026-12-24'],
  ['NT', '2026-08-03', '2026-12-24'],
  ['ACT', '2026-06-01', '2026-11-03'],
])('%s has %s off and works on %s', (region, off, worked) => {
  expect(holidaysIn(region)).toContain(off);
  expect(holidaysIn(region)).not.toContain(worked);
});

test('a holiday that begins on the evening before is the day after it, and one of many days is all of them', () => {
  // Passover begins at sunset on 1 April 2026; the second of the feasts in Türkiye lasts from 27 to 30 May.
  expect(holidays({ country: 'IL' })(2026)).toEqual(expect.arrayContaining(['2026-04-02']));
  expect(holidays({ country: 'IL' })(2026)).not.toContain('2026-04-01');
  expect(holidays({ country: 'TR' })(2026)).toEqual(
    expect.arrayContaining(['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30']),
  );
});

test('a charter of no place has no holidays', () => {
  expect(holidays(null)(2026)).toEqual([]);
});

test('charters of one place share what was worked out', () => {
  expect(holidays({ country: 'AU', region: 'NSW' })).toBe(holidays({ country: 'AU', region: 'NSW' }));
});
