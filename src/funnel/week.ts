// When a week is told: its day and time by the charter, put off while nobody works, and which weeks are due.
import { type Charter, type WorkingHours, weekdays } from '../charter/charter.js';
import { DAY_MS, MINUTE_MS } from '../handshake/wall-hours.js';
import { opensAt, type WorkCalendar, workingMinutes } from '../handshake/working-time.js';
import { type Day, dayNumber, daysAfter } from './days.js';

/** A week by its Monday. */
export type Week = Day;

const WEEK_DAYS = 7;

/** The Monday after a week. */
export const weekAfter = (week: Week): Week => daysAfter(week, WEEK_DAYS);

/** The Monday so many weeks before. */
export const weeksBefore = (week: Week, weeks: number): Week => daysAfter(week, -WEEK_DAYS * weeks);

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** The instant at which the wall clock of a zone shows a time of day; in the hour left out in spring, an hour later. */
export function instantOf(day: Day, time: string, calendar: WorkCalendar): Date {
  const reading = dayNumber(day) * DAY_MS + minutesOf(time) * MINUTE_MS;
  const guess = reading - calendar.offsetAt(reading);
  return new Date(reading - calendar.offsetAt(guess));
}

/**
 * When a week is told: on the charter's first day and time after it, or when work goes on, where nobody works then: people
 * read it when they are back. A charter by which nobody ever works tells it at its time.
 */
export function toldAt(week: Week, { digest }: Pick<Charter, 'digest'>, calendar: WorkCalendar): Date {
  const day = daysAfter(weekAfter(week), weekdays.indexOf(digest.day));
  const at = instantOf(day, digest.time, calendar);
  return opensAt(at, calendar) ?? at;
}

/** A longer standstill than this is history: what was then is asked of the diagnosis. */
export const WEEKS_MADE_UP_FOR = 12;

/**
 * The weeks that are due to be told at `now`, the oldest first and the latest `WEEKS_MADE_UP_FOR` of them; `after` is the
 * last week that was told, or the one before the first that there is to tell.
 */
export function weeksDue(
  after: Week,
  now: Date,
  { charter, calendar }: { charter: Pick<Charter, 'digest'>; calendar: WorkCalendar },
): Week[] {
  const due: Week[] = [];
  for (let week = weekAfter(after); toldAt(week, charter, calendar) <= now; week = weekAfter(week))
    due.push(week);
  return due.slice(-WEEKS_MADE_UP_FOR);
}

/** The days of a week that would be worked, but for a public holiday or a day that the charter closes. */
export function holidaysIn(week: Week, { days }: Pick<WorkingHours, 'days'>, calendar: WorkCalendar): Day[] {
  return weekdays.flatMap((weekday, number) => {
    if (days[weekday] === undefined) return [];
    const day = daysAfter(week, number);
    const [from, to] = [instantOf(day, '00:00', calendar), instantOf(daysAfter(day, 1), '00:00', calendar)];
    return workingMinutes(from, to, calendar) === 0 ? [day] : [];
  });
}
