// The ground that a season stands on: its calendar, its weeks, which charter is in force when, and who is at work.
import Holidays from 'date-holidays';
import type { Charter, CharterVersion } from '../../charter/charter.js';
import { starterCharter } from '../../charter/starter.js';
import type { PersonId } from '../../handshake/handshake.js';
import type { Leave } from '../../handshake/nudges.js';
import { DAY_MS } from '../../handshake/wall-hours.js';
import { type WorkCalendar, workCalendar } from '../../handshake/working-time.js';
import { holidayLookup } from '../../journey/holidays.js';
import { amendedCharter } from './company.js';
import type { Plan } from './plan.js';

const WEEK_MS = 7 * DAY_MS;

/** Two charters that differ in what is asked of a lead keep the same working time. */
const holidaysOf = holidayLookup(Holidays);

/** A version of the charter and the instant, in ms, from which it holds. */
export interface InForce extends CharterVersion {
  since: number;
}

export interface Ground {
  plan: Plan;
  calendar: WorkCalendar;
  /** The first instant of the season, in ms: the beginning of a Monday. */
  from: number;
  until: number;
  charters: readonly InForce[];
  leaves: ReadonlyMap<PersonId, readonly Leave[]>;
}

/** The calendar day at an instant, YYYY-MM-DD, in the calendar's zone. */
export const dayAt = (at: number, calendar: WorkCalendar): string =>
  new Date(at + calendar.offsetAt(at)).toISOString().slice(0, 10);

/** The instant at which a wall clock of the calendar's zone shows so many ms since 1970, but for the hour it is changed in. */
export function instantAt(reading: number, calendar: WorkCalendar): number {
  const guess = reading - calendar.offsetAt(reading);
  return reading - calendar.offsetAt(guess);
}

/** The first midnight of the Monday `weeks` weeks before the one on or before the end of the season. */
function beginningOf({ until, weeks }: Plan, calendar: WorkCalendar): number {
  const at = until.getTime();
  const day = Math.floor((at + calendar.offsetAt(at)) / DAY_MS);
  const monday = day - ((((day + 3) % 7) + 7) % 7);
  return instantAt((monday - 7 * weeks) * DAY_MS, calendar);
}

/** The instant so many days, or parts of one, after the wall clock's midnight at which the season began. */
export const afterDays = ({ from, calendar }: Pick<Ground, 'from' | 'calendar'>, days: number): number =>
  instantAt(from + calendar.offsetAt(from) + Math.round(days * DAY_MS), calendar);

const HALF_DAY = 0.5;
const FRIDAY_EVENING = 4.75;

function leavesOf(plan: Plan, ground: Pick<Ground, 'from' | 'calendar'>): Map<PersonId, Leave[]> {
  const leaves = new Map<PersonId, Leave[]>();
  for (const { rep, fromWeek, weeks } of plan.holidays) {
    const leave = {
      from: new Date(afterDays(ground, fromWeek * 7)).toISOString(),
      until: new Date(afterDays(ground, (fromWeek + weeks - 1) * 7 + FRIDAY_EVENING)).toISOString(),
    };
    leaves.set(rep, [...(leaves.get(rep) ?? []), leave]);
  }
  return leaves;
}

/** What a plan stands on. */
export function groundOf(plan: Plan): Ground {
  const calendar = calendarOf(starterCharter);
  const from = beginningOf(plan, calendar);
  const until = plan.until.getTime();
  const starter = { version: 1, signed: false, charter: starterCharter, since: from };
  // Signed on the Thursday of its week, at noon.
  const since = afterDays({ from, calendar }, plan.amendedInWeek * 7 + 3 + HALF_DAY);
  const amended = { version: 2, signed: true, charter: amendedCharter, since };
  const charters = plan.leaks.charter === 'unsigned' ? [starter] : [starter, amended];
  return { plan, calendar, from, until, charters, leaves: leavesOf(plan, { from, calendar }) };
}

const calendarOf = (charter: Charter): WorkCalendar => workCalendar(charter.working, holidaysOf(charter));

/** The charter in force at an instant of the season. */
export function inForceAt({ charters }: Ground, at: number): InForce {
  const found = charters.findLast(({ since }) => since <= at);
  if (found === undefined) throw new RangeError('the season has not begun');
  return found;
}

/** The week of an instant, from 0. */
export const weekOf = ({ from }: Ground, at: number): number => Math.floor((at - from) / WEEK_MS);

/** Who is in sales and not away at an instant, with their places in the plan. */
export const atWork = (ground: Ground, at: number): { id: PersonId; place: number; pace: number }[] => {
  const week = weekOf(ground, at);
  const instant = new Date(at).toISOString();
  return ground.plan.reps.flatMap(({ id, fromWeek, untilWeek, pace }, place) => {
    const away = (ground.leaves.get(id) ?? []).some(({ from, until }) => from <= instant && instant < until);
    return fromWeek <= week && week < untilWeek && !away ? [{ id, place, pace }] : [];
  });
};
