// Working hours on the wall clock: how much working time lies before a reading of it, whatever the zone does.
import { type Weekday, weekdays } from '../charter/charter.js';
import { onceAYear } from './zone.js';

/** From one time of day to a later one, HH:MM. */
interface Times {
  from: string;
  to: string;
}

/** The hours of a weekday, less its breaks. */
export type DayHours = Times & { breaks?: readonly Times[] | undefined };

/** When a company works, as its charter says. A weekday without an entry is a day off. `alsoClosed` are whole days. */
export interface Hours {
  zone: string;
  days: { readonly [weekday in Weekday]?: DayHours | undefined };
  alsoClosed: readonly string[];
}

/** The public holidays of a year, as days (YYYY-MM-DD). */
export type PublicHolidays = (year: number) => readonly string[];

/** Which of the moments between which nobody works: when the time was just reached, or when work goes on. */
export type Side = 'reached' | 'goes on';

/**
 * Working time along a wall clock that never changes. A reading is ms since 1970 as if the wall clock showed UTC;
 * working time is ms since a moment that is the same for all readings.
 */
export interface WallHours {
  weekMs: number;
  before(reading: number): number;
  /** The reading within some days (since 1970, both counted) before which so much working time lies. */
  readingOf(worked: number, side: Side, days: readonly [first: number, last: number]): number;
}

/** A part of a day, in ms since midnight. */
interface Span {
  from: number;
  to: number;
}

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

/** 1 January 1970 was a Thursday, three days after the Monday with which its week begins. */
const MONDAY_AHEAD = 3;

const timeOf = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS;

const spanOf = ({ from, to }: Times): Span => ({ from: timeOf(from), to: timeOf(to) });

/** What is left of the day between its breaks, which may come in any order and overlap. */
export function spansOf(day: DayHours | undefined): Span[] {
  if (day === undefined) return [];
  const without = (spans: Span[], pause: Span): Span[] =>
    spans
      .flatMap(({ from, to }) => [
        { from, to: Math.min(to, pause.from) },
        { from: Math.max(from, pause.to), to },
      ])
      .filter(({ from, to }) => from < to);
  return (day.breaks ?? []).map(spanOf).reduce(without, [spanOf(day)]);
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

function workedBefore(time: number, spans: readonly Span[]): number {
  let worked = 0;
  for (const { from, to } of spans) worked += Math.max(0, Math.min(time, to) - from);
  return worked;
}

/** What adds up over the years to the beginning of one, counted from the first year that was asked about. */
export function addedUp(ofYear: (year: number) => number): (year: number) => number {
  const sums = new Map<number, number>();
  let [first, last] = [0, -1];
  return (year) => {
    if (last < first) {
      [first, last] = [year, year];
      sums.set(year, 0);
    }
    for (; last < year; last++) sums.set(last + 1, (sums.get(last) ?? 0) + ofYear(last));
    for (; first > year; first--) sums.set(first - 1, (sums.get(first) ?? 0) - ofYear(first - 1));
    return sums.get(year) ?? 0;
  };
}

/** The days off of a year that would have been worked, in order; `lost[n]` is what the first n of them would have held. */
interface DaysOff {
  days: number[];
  lost: number[];
}

/** The place of the first day that is not earlier. */
function placeOf(day: number, days: readonly number[]): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** The working hours of a company along its wall clock. Asks for the holidays of a year once. */
export function wallHours(hours: Hours, publicHolidays: PublicHolidays): WallHours {
  const week = weekdays.map((weekday) => spansOf(hours.days[weekday]));
  const lengths = week.map(lengthOf);
  const weekMs = lengths.reduce((sum, length) => sum + length, 0);
  const beforeWeekday = lengths.map((_, place) =>
    lengths.slice(0, place).reduce((sum, length) => sum + length, 0),
  );
  const weekdayOf = (day: number): number => (((day + MONDAY_AHEAD) % 7) + 7) % 7;
  const closed = hours.alsoClosed.map(numberOf);

  const daysOff = onceAYear((year): DaysOff => {
    const all = new Set([...publicHolidays(year).map(numberOf), ...closed]);
    const days = [...all]
      .filter((day) => yearOf(day) === year && (lengths[weekdayOf(day)] ?? 0) > 0)
      .sort((a, b) => a - b);
    const lost = [0];
    for (const day of days) lost.push((lost.at(-1) ?? 0) + (lengths[weekdayOf(day)] ?? 0));
    return { days, lost };
  });
  const lostBefore = addedUp((year) => daysOff(year).lost.at(-1) ?? 0);

  const before = (reading: number): number => {
    const day = Math.floor(reading / DAY_MS);
    const weekday = weekdayOf(day);
    const onDay = workedBefore(reading - day * DAY_MS, week[weekday] ?? []);
    const year = yearOf(day);
    const { days, lost } = daysOff(year);
    const place = placeOf(day, days);
    const weeks = Math.floor((day + MONDAY_AHEAD) / 7);
    const worked = weeks * weekMs + (beforeWeekday[weekday] ?? 0) - lostBefore(year) - (lost[place] ?? 0);
    return days[place] === day ? worked : worked + onDay;
  };

  return {
    weekMs,
    before,
    readingOf(worked, side, [first, last]) {
      const enough = (had: number, asked: number): boolean =>
        side === 'reached' ? had >= asked : had > asked;
      const reached = (day: number): boolean => enough(before((day + 1) * DAY_MS), worked);
      // Seven days in a row hold a week's work at most, so none of these weeks can be the one.
      const weeks = Math.ceil((worked - before(first * DAY_MS)) / weekMs) - 1;
      let low = Math.min(last, first + Math.max(0, weeks) * 7);
      let high = low;
      for (let ahead = 1; high < last && !reached(high); ahead *= 2) {
        low = high + 1;
        high = Math.min(last, high + ahead);
      }
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (reached(middle)) high = middle;
        else low = middle + 1;
      }
      let left = worked - before(low * DAY_MS);
      for (const { from, to } of week[weekdayOf(low)] ?? []) {
        if (enough(to - from, left)) return low * DAY_MS + from + left;
        left -= to - from;
      }
      throw new RangeError('so much working time does not lie within these days');
    },
  };
}
