// Working time: when something is due that may take so many working minutes, by the charter's hours and holidays.
import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { WorkingHours } from '../charter/charter.js';

dayjs.extend(utc);
dayjs.extend(timezone);

/** Says whether a calendar day (YYYY-MM-DD in the charter's zone) is a public holiday. */
export type IsHoliday = (day: string) => boolean;

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const MINUTE_MS = 60_000;

/** A charter without a single working day within this time cannot be obeyed; the search ends here. */
const LONGEST_SEARCH_DAYS = 400;

/** The working span of a calendar day as two instants, or null on a day off. */
function spanOf(day: string, working: WorkingHours, isHoliday: IsHoliday): { from: Dayjs; to: Dayjs } | null {
  const weekday = weekdays[dayjs.utc(day).day()];
  const hours = weekday && working.days[weekday];
  if (!hours || working.alsoClosed.includes(day) || isHoliday(day)) return null;
  // Each end is read on the wall clock of that day: a day that changes to summer time is an hour shorter at night.
  return {
    from: dayjs.tz(`${day} ${hours.from}`, working.zone),
    to: dayjs.tz(`${day} ${hours.to}`, working.zone),
  };
}

/**
 * The instant at which `minutes` of working time have passed since `start`.
 * Throws RangeError when the hours hold no working day for over a year.
 */
export function dueAfter(start: Date, minutes: number, working: WorkingHours, isHoliday: IsHoliday): Date {
  let left = minutes * MINUTE_MS;
  let day = dayjs(start).tz(working.zone).format('YYYY-MM-DD');
  for (let searched = 0; searched <= LONGEST_SEARCH_DAYS; ) {
    const span = spanOf(day, working, isHoliday);
    searched = span === null ? searched + 1 : 0;
    if (span !== null) {
      const from = Math.max(span.from.valueOf(), start.getTime());
      const available = Math.max(0, span.to.valueOf() - from);
      if (available > 0 && available >= left) return new Date(from + left);
      left -= available;
    }
    day = dayjs.utc(day).add(1, 'day').format('YYYY-MM-DD');
  }
  throw new RangeError('the working hours hold no working day within 400 days');
}
