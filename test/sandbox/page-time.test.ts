// The page tells times in the zone of the person who is acted as.
import { describe, expect, it } from 'vitest';
import {
  dayLabel,
  fromLocalField,
  nextWorkingMorning,
  slackDate,
  timeOfDay,
  toLocalField,
} from '../../src/sandbox/page/time.js';

const SYDNEY = 'Australia/Sydney';
const PERTH = 'Australia/Perth';
const at = (iso: string) => Date.parse(iso);

describe('a time of day', () => {
  it('is told in the reader’s zone', () => {
    expect(timeOfDay(at('2026-11-23T01:05:00Z'), SYDNEY)).toMatch(/^12:05\spm$/);
    expect(timeOfDay(at('2026-11-23T01:05:00Z'), PERTH)).toMatch(/^9:05\sam$/);
  });
});

describe('a day', () => {
  it('is today or yesterday by the reader’s midnight', () => {
    const now = at('2026-11-22T13:30:00Z');
    expect(dayLabel(at('2026-11-22T12:00:00Z'), now, SYDNEY)).toBe('Yesterday');
    expect(dayLabel(at('2026-11-22T12:00:00Z'), now, PERTH)).toBe('Today');
    expect(dayLabel(at('2026-11-20T01:00:00Z'), now, SYDNEY)).toBe('Friday 20 November');
  });
});

describe("Slack's date format", () => {
  const seconds = at('2026-11-23T01:05:00Z') / 1000;

  it('fills the tokens it knows', () => {
    const now = at('2026-11-23T00:00:00Z');
    expect(slackDate(seconds, '{date_num} {date_pretty}', '-', SYDNEY, now)).toBe('2026-11-23 today');
    expect(slackDate(seconds, '{date_short_pretty}', '-', SYDNEY, at('2026-12-23T00:00:00Z'))).toBe(
      '23 Nov 2026',
    );
    expect(slackDate(seconds, '{ago}', '-', SYDNEY, now)).toBe('in 1 hour');
  });

  it('shows the fallback for a token it does not know', () => {
    expect(slackDate(seconds, '{moon_phase}', 'Monday', SYDNEY, 0)).toBe('Monday');
  });
});

describe('a date and time field', () => {
  it('goes to the field and back in the person’s zone, on both sides of daylight saving', () => {
    for (const iso of ['2026-07-01T04:30:00Z', '2026-12-01T22:15:00Z', '2026-10-03T16:30:00Z']) {
      const seconds = String(at(iso) / 1000);
      expect(fromLocalField(toLocalField(seconds, SYDNEY), SYDNEY)).toBe(seconds);
    }
    expect(toLocalField('1796163300', SYDNEY)).toBe('2026-12-02T09:15');
  });

  it('holds nothing for nothing', () => {
    expect(toLocalField('', SYDNEY)).toBe('');
    expect(fromLocalField('', SYDNEY)).toBe('');
  });
});

describe('the next working morning', () => {
  const next = (iso: string, zone: string) => new Date(nextWorkingMorning(at(iso), zone)).toISOString();

  it('is today when it is still early, else tomorrow', () => {
    expect(next('2026-11-22T21:00:00Z', SYDNEY)).toBe('2026-11-22T22:00:00.000Z');
    expect(next('2026-11-22T22:00:00Z', SYDNEY)).toBe('2026-11-23T22:00:00.000Z');
  });

  it('steps over the weekend', () => {
    expect(next('2026-11-27T06:00:00Z', SYDNEY)).toBe('2026-11-29T22:00:00.000Z');
  });
});
