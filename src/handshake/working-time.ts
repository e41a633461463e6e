// Working time: how much lies between two instants, and when something is due, by the charter's hours, zone and holidays.
import { weekdays } from '../charter/charter.js';
import {
  addedUp,
  DAY_MS,
  type Hours,
  MINUTE_MS,
  type PublicHolidays,
  type Side,
  spansOf,
  wallHours,
} from './wall-hours.js';
import { onceAYear, type Spell, spellsOf } from './zone.js';

/**
 * A company's working time along the line of instants, in ms. Time is worked while the wall clock shows working hours:
 * a span in the hour that is left out in spring shrinks, and one in the hour that comes twice in autumn grows.
 * Whatever the distance, a question costs the same: whole weeks are multiplied, days off and changes of the clocks are
 * summed up once a year.
 */
export interface WorkCalendar {
  /** Working time before an instant, counted from a moment that is the same for all instants. */
  workedBefore(at: number): number;
  /** The instant, not before `from`, before which so much working time lies; null when there is none for decades. */
  instantOf(worked: number, side: Side, from: number): number | null;
  /** How far the wall clock is ahead of UTC at an instant. */
  offsetAt(at: number): number;
  /** The same days with nothing but their last minute, so that minutes count days. */
  closings(): WorkCalendar;
}

/** The longest clock of a charter ends within this time unless nobody ever works. */
const LONGEST_SEARCH_YEARS = 40;

/** More weeks than a year holds even when a doubled hour makes one longer: who skips years by it never skips too many. */
const WEEKS_A_YEAR_MOST = 54;

/** A spell, with what the changes of the clocks since the year began have added to working time, and how much lies before its end. */
type Piece = Spell & { gained: number; end: number };

const yearOf = (at: number): number => new Date(at).getUTCFullYear();

function calendarOf(hours: Hours, publicHolidays: PublicHolidays): WorkCalendar {
  const wall = wallHours(hours, publicHolidays);
  const gain = ({ until, offset, next }: Spell): number =>
    next === offset ? 0 : wall.before(until + offset) - wall.before(until + next);
  const piecesOf = onceAYear((year): Piece[] => {
    let gained = 0;
    return spellsOf(hours.zone, year).map((spell) => {
      const piece = { ...spell, gained, end: wall.before(spell.until + spell.offset) + gained };
      gained += gain(spell);
      return piece;
    });
  });
  const gainedBefore = addedUp((year) => piecesOf(year).reduce((sum, piece) => sum + gain(piece), 0));

  const pieceAt = (at: number, year: number): Piece => {
    for (const piece of piecesOf(year)) if (at < piece.until) return piece;
    throw new RangeError('an instant is not in its year');
  };
  const workedBefore = (at: number): number => {
    const year = yearOf(at);
    const { offset, gained } = pieceAt(at, year);
    return wall.before(at + offset) + gainedBefore(year) + gained;
  };
  const dayAt = (reading: number): number => Math.floor(reading / DAY_MS);
  let closings: WorkCalendar | undefined;

  return {
    workedBefore,
    instantOf(worked, side, from) {
      if (wall.weekMs === 0) return null;
      const ahead = worked - workedBefore(from);
      let year = yearOf(from) + Math.floor(ahead / wall.weekMs / WEEKS_A_YEAR_MOST);
      for (const last = yearOf(from) + LONGEST_SEARCH_YEARS; year <= last; year++) {
        const asked = worked - gainedBefore(year);
        for (const { from: begins, until, offset, gained, end } of piecesOf(year)) {
          if (until <= from || (side === 'reached' ? end < asked : end <= asked)) continue;
          const days = [dayAt(Math.max(begins, from) + offset), dayAt(until + offset)] as const;
          return wall.readingOf(asked - gained, side, days) - offset;
        }
      }
      return null;
    },
    offsetAt: (at) => pieceAt(at, yearOf(at)).offset,
    closings: () => {
      closings ??= calendarOf({ ...hours, days: lastMinutes(hours.days) }, publicHolidays);
      return closings;
    },
  };
}

const timeOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

function lastMinutes(days: Hours['days']): Hours['days'] {
  return Object.fromEntries(
    weekdays.flatMap((weekday) => {
      const last = spansOf(days[weekday]).at(-1);
      if (last === undefined) return [];
      const end = last.to / MINUTE_MS;
      return [[weekday, { from: timeOf(end - 1), to: timeOf(end) }]];
    }),
  );
}

const calendars = new WeakMap<PublicHolidays, WeakMap<Hours, WorkCalendar>>();

/** The working time of a company. The same hours and holidays, as objects, give the same calendar, with all it has summed up. */
export function workCalendar(hours: Hours, publicHolidays: PublicHolidays): WorkCalendar {
  let ofHolidays = calendars.get(publicHolidays);
  if (ofHolidays === undefined) {
    ofHolidays = new WeakMap();
    calendars.set(publicHolidays, ofHolidays);
  }
  let calendar = ofHolidays.get(hours);
  if (calendar === undefined) {
    calendar = calendarOf(hours, publicHolidays);
    ofHolidays.set(hours, calendar);
  }
  return calendar;
}

/** Working minutes from one instant to another, to the millisecond; negative when `to` is the earlier one. */
export const workingMinutes = (from: Date, to: Date, calendar: WorkCalendar): number =>
  (calendar.workedBefore(to.getTime()) - calendar.workedBefore(from.getTime())) / MINUTE_MS;

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** The first instant of working time from `at` on, which is `at` itself while people work; null when nobody ever does. */
export const opensAt = (at: Date, calendar: WorkCalendar): Date | null =>
  dateOf(calendar.instantOf(calendar.workedBefore(at.getTime()), 'goes on', at.getTime()));

/**
 * The first instant at which `minutes` of working time have passed since `start`: what ends with a day is due that day.
 * No minutes at all have passed when work is on. Null when it is never due, because nobody ever works.
 */
export function dueAfter(start: Date, minutes: number, calendar: WorkCalendar): Date | null {
  // Less than a thousandth of a millisecond is an error of floating numbers.
  const asked = Math.ceil(minutes * MINUTE_MS - 1e-3);
  if (asked <= 0) return opensAt(start, calendar);
  const from = start.getTime();
  return dateOf(calendar.instantOf(calendar.workedBefore(from) + asked, 'reached', from));
}

/** When the day after the one of `at` begins in the calendar's zone. */
export function nextDay(at: Date, calendar: WorkCalendar): Date {
  const instant = at.getTime();
  const reading = (Math.floor((instant + calendar.offsetAt(instant)) / DAY_MS) + 1) * DAY_MS;
  const guess = reading - calendar.offsetAt(instant);
  // The clocks may change before midnight.
  return new Date(reading - calendar.offsetAt(guess));
}

/**
 * When work ends on the last of so many working days after the day of `start`; null when nobody ever works. A day whose
 * work ends within the hour that is left out or comes twice counts for none or for two.
 */
export const dueAfterDays = (start: Date, days: number, calendar: WorkCalendar): Date | null =>
  dueAfter(nextDay(start, calendar), days, calendar.closings());

/** The day of an instant in the calendar's zone, as days since 1970: for comparing days. */
export const dayOf = (at: Date, calendar: WorkCalendar): number =>
  Math.floor((at.getTime() + calendar.offsetAt(at.getTime())) / DAY_MS);
