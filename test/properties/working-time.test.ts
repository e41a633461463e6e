// Properties of working time: for any hours, breaks and holidays it agrees with a count minute by minute, forwards and back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DayHours, Hours, PublicHolidays } from '../../src/handshake/wall-hours.js';
import {
  dueAfter,
  dueAfterDays,
  nextDay,
  opensAt,
  workCalendar,
  workingMinutes,
} from '../../src/handshake/working-time.js';
import { slowClock, slowMinutes } from '../handshake/slow-time.js';
import { PATIENCE_MS, runs } from './runs.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Zones with the days, in UTC, around which their clocks change. Perth never does; the last three are no longer simple. */
const zones: [zone: string, changes: string[]][] = [
  ['Australia/Sydney', ['2026-10-03', '2027-04-03']],
  ['Australia/Perth', ['2026-12-31']],
  ['Australia/Adelaide', ['2026-10-03', '2027-04-03']],
  ['Australia/Lord_Howe', ['2026-10-03', '2027-04-03']],
  ['Pacific/Auckland', ['2026-09-26', '2027-04-03']],
  ['America/St_Johns', ['2006-10-29', '2007-03-11']],
  ['Pacific/Apia', ['2011-12-30', '2011-09-24']],
  ['Africa/Casablanca', ['2026-02-15', '2026-03-22']],
];

const time = fc
  .oneof(
    fc.integer({ min: 0, max: 288 }).map((fives) => fives * 5),
    fc.integer({ min: 0, max: 1440 }),
  )
  .map(
    (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  );
const times = fc
  .tuple(time, time)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const dayHours: fc.Arbitrary<DayHours> = fc
  .tuple(times, fc.array(times, { maxLength: 3 }))
  .map(([day, breaks]) => ({ ...day, breaks }));
const maybe = fc.option(dayHours, { nil: undefined, freq: 4 });

interface Given {
  hours: Hours;
  holidays: PublicHolidays;
  /** Somewhere within three days of a change of the clocks, on a whole minute. */
  start: number;
}

const given: fc.Arbitrary<Given> = fc.constantFrom(...zones).chain(([zone, changes]) =>
  fc
    .record({
      change: fc.constantFrom(...changes),
      minutes: fc.integer({ min: -4320, max: 4320 }),
      days: fc.record({
        monday: maybe,
        tuesday: maybe,
        wednesday: maybe,
        thursday: maybe,
        friday: maybe,
        saturday: maybe,
        sunday: maybe,
      }),
      off: fc.array(fc.tuple(fc.integer({ min: -8, max: 12 }), fc.boolean()), { maxLength: 5 }),
    })
    .map(({ change, minutes, days, off }): Given => {
      const day = Date.parse(`${change}T00:00:00Z`);
      const named = (own: boolean): string[] =>
        off
          .filter(([, isOwn]) => isOwn === own)
          .map(([n]) => new Date(day + n * DAY_MS).toISOString().slice(0, 10));
      const feasts = named(false);
      return {
        hours: { zone, days, alsoClosed: named(true) },
        holidays: (year) => feasts.filter((feast) => feast.startsWith(String(year))),
        start: day + DAY_MS / 2 + minutes * MINUTE_MS,
      };
    }),
);

const at = (instant: number): Date => new Date(instant);

test(
  'agrees with a count minute by minute over nights on which the clocks change',
  () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 6000 }), ({ hours, holidays, start }, minutes) => {
        const calendar = workCalendar(hours, holidays);
        const end = start + minutes * MINUTE_MS;
        const slow = slowMinutes(start, end, slowClock(hours, holidays));
        expect(workingMinutes(at(start), at(end), calendar)).toBe(slow);
        expect(workingMinutes(at(end), at(start), calendar) + slow).toBe(0);
      }),
      runs(200),
    );
  },
  PATIENCE_MS,
);

test(
  'what is due after some minutes is the first instant that is so far away, minute by minute too',
  () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 900 }), ({ hours, holidays, start }, minutes) => {
        const isWorking = slowClock(hours, holidays);
        const due = dueAfter(at(start), minutes, workCalendar(hours, holidays));
        let left = minutes;
        let instant = start;
        for (; left > 0 && instant < start + 6 * DAY_MS; instant += MINUTE_MS) if (isWorking(instant)) left--;
        if (left === 0) expect(due).toEqual(at(instant));
        else expect(due === null || due.getTime() >= instant).toBe(true);
      }),
      runs(200),
    );
  },
  PATIENCE_MS,
);

test(
  'work opens at the first minute at which people work',
  () => {
    fc.assert(
      fc.property(given, ({ hours, holidays, start }) => {
        const isWorking = slowClock(hours, holidays);
        const opens = opensAt(at(start), workCalendar(hours, holidays));
        let instant = start;
        while (instant < start + 6 * DAY_MS && !isWorking(instant)) instant += MINUTE_MS;
        if (instant < start + 6 * DAY_MS) expect(opens).toEqual(at(instant));
        else expect(opens === null || opens.getTime() >= instant).toBe(true);
      }),
      runs(200),
    );
  },
  PATIENCE_MS,
);

const anywhere = fc.integer({ min: Date.UTC(2016, 0, 1), max: Date.UTC(2036, 0, 1) });

test(
  'the instant after n minutes is n minutes away, however far, and not a millisecond later than it must be',
  () => {
    fc.assert(
      fc.property(
        given,
        anywhere,
        fc.integer({ min: 1, max: 60_000 }),
        ({ hours, holidays }, start, minutes) => {
          const calendar = workCalendar(hours, holidays);
          const due = dueAfter(at(start), minutes, calendar);
          if (due === null) return;
          expect(workingMinutes(at(start), due, calendar)).toBe(minutes);
          expect(workingMinutes(at(start), at(due.getTime() - 1), calendar)).toBeLessThan(minutes);
        },
      ),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'working time only grows, and adds up over whatever lies between',
  () => {
    fc.assert(
      fc.property(given, fc.tuple(anywhere, anywhere, anywhere), ({ hours, holidays }, instants) => {
        const calendar = workCalendar(hours, holidays);
        const [a = 0, b = 0, c = 0] = [...instants].sort((x, y) => x - y);
        const [first, second] = [
          workingMinutes(at(a), at(b), calendar),
          workingMinutes(at(b), at(c), calendar),
        ];
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first).toBeLessThanOrEqual((b - a) / MINUTE_MS);
        expect(workingMinutes(at(a), at(c), calendar)).toBeCloseTo(first + second, 6);
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'it does not matter which year was asked about first',
  () => {
    fc.assert(
      fc.property(
        given,
        fc.array(anywhere, { minLength: 2, maxLength: 6 }),
        ({ hours, holidays }, instants) => {
          const sorted = [...instants].sort((x, y) => x - y);
          const measured = (order: number[]): number => {
            const calendar = workCalendar({ ...hours }, holidays);
            for (const instant of order) calendar.workedBefore(instant);
            return workingMinutes(at(sorted[0] ?? 0), at(sorted.at(-1) ?? 0), calendar);
          };
          expect(measured(instants)).toBe(measured(sorted));
        },
      ),
      runs(200),
    );
  },
  PATIENCE_MS,
);

const closesAtNight = ({ days }: Hours): boolean =>
  Object.values(days).some((day) => {
    if (day === undefined) return false;
    const ends = [day.to, ...(day.breaks ?? []).map(({ from }) => from)];
    return ends.some((end) => end <= '04:00' || end >= '23:00');
  });

test(
  'so many working days are over when work ends on the last of them',
  () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 4 }), ({ hours, holidays, start }, days) => {
        const calendar = workCalendar(hours, holidays);
        const due = dueAfterDays(at(start), days, calendar);
        if (due === null || due.getTime() > start + 12 * DAY_MS) return;
        // A company that closes within the hour in which the clocks change may close twice that day, or not at all.
        if (closesAtNight(hours)) return;
        const isWorking = slowClock(hours, holidays);
        expect(isWorking(due.getTime() - MINUTE_MS)).toBe(true);
        const worked = new Set<number>();
        const shown = (instant: number): number =>
          Math.floor((instant + calendar.offsetAt(instant)) / DAY_MS);
        for (
          let instant = nextDay(at(start), calendar).getTime();
          instant < due.getTime();
          instant += MINUTE_MS
        )
          if (isWorking(instant)) worked.add(shown(instant));
        expect(worked.size).toBe(days);
      }),
      runs(100),
    );
  },
  PATIENCE_MS,
);
