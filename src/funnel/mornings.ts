// When the bot judges leads to which nothing new has come: once each morning, if they were not judged shortly before.
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { Period } from './past.js';

dayjs.extend(utc);
dayjs.extend(timezone);

/** The wall-clock time of the daily sweep, in the charter's zone. */
export const SWEPT_AT = '08:45';

/** A lead is swept only when it was last judged longer ago than this. */
export const SWEPT_AFTER_MS = 20 * 3_600_000;

/**
 * The instants of the daily sweep, in ms: from the last one before the period up to the period's end. Each is read on
 * the wall clock of its day, so that two of them may lie 23 or 25 hours apart.
 */
export function morningsOf({ from, to }: Period, zone: string): number[] {
  const mornings: number[] = [];
  const [first, end] = [from.getTime(), to.getTime()];
  for (
    let day = dayjs(from).tz(zone).subtract(2, 'day').format('YYYY-MM-DD');
    ;
    day = dayjs.utc(day).add(1, 'day').format('YYYY-MM-DD')
  ) {
    const morning = dayjs.tz(`${day} ${SWEPT_AT}`, zone).valueOf();
    if (morning >= end) return mornings;
    if (morning < first) mornings.length = 0;
    mornings.push(morning);
  }
}

/** The place of the first instant at or after `at`, in ascending instants; their number when there is none. */
export function firstFrom(instants: readonly number[], at: number): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instants[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
