// Waiting: the part of the count that time alone changes, so that it is counted when somebody asks.
import type { Instant } from '../handshake/handshake.js';
import { dayOf, type WorkCalendar, workingMinutes } from '../handshake/working-time.js';
import type { Cell } from './cells.js';
import type { Count, CountTerms, Dimensions } from './count.js';
import { type Day, dayAt, dayNumber } from './days.js';
import { bucketOf } from './methods/histogram.js';
import type { Passage } from './passage.js';
import { firstOf, isOverdueForGood } from './standing.js';

/** Unanswered offers that are alike: in time or overdue, depending on when one asks. `day` is that of the offer. */
export interface Waiting extends Dimensions {
  day: Day;
  n: number;
  /** When the card was posted; null while it is not, and once the offer has lapsed: then no clock is read. */
  since: Instant | null;
  /** When an answer is due; null where that is not known yet, or never. */
  dueAt: Instant | null;
}

/** How a handshake waits; null when it is answered, or overdue whatever the time. */
export function waitingOf({ handshake, rounds }: Passage, { calendar }: CountTerms): Waiting | null {
  const round = rounds.at(-1);
  if (handshake.status !== 'offered' || round === undefined || isOverdueForGood(round)) return null;
  const { lead, charterVersion: charter, about, offeredAt, suggested: rep } = handshake;
  const { postedAt, dueAt } = round;
  return {
    day: dayAt(dayOf(new Date(offeredAt), calendar)),
    charter,
    source: lead.source,
    campaign: about.campaign,
    segment: about.segment,
    rep,
    n: 1,
    since: firstOf(round) === null ? postedAt : null,
    dueAt,
  };
}

/** What those that wait count as at `now`, by the working time of the charter they were offered under. */
export function countsOfWaiting(waiting: Waiting, calendar: WorkCalendar, now: Date): Count[] {
  const { since, dueAt, ...about } = waiting;
  const overdue = dueAt !== null && now.getTime() > Date.parse(dueAt);
  const fate: Count = { ...about, measure: overdue ? 'unanswered:overdue' : 'unanswered:in_time' };
  if (since === null) return [fate];
  const minutes = Math.max(0, workingMinutes(new Date(since), now, calendar));
  return [fate, { ...about, measure: 'answering:open', minutes }];
}

const DAY_MS = 86_400_000;

/**
 * A stage that is open, kept as `working:open`, `touching:open` or `dealing:open` of a block of days, with the minutes of
 * work that have passed since the middle of that block, by the clocks of the charter it is under.
 */
export function agedAt(cell: Cell, days: number, calendar: WorkCalendar, now: Date): Cell {
  const { day, figure } = cell;
  if (day === undefined) throw new RangeError('only what is told apart by days can be aged');
  const middle = (dayNumber(day) + days / 2) * DAY_MS;
  const since = new Date(middle - calendar.offsetAt(middle));
  const minutes = Math.max(0, workingMinutes(since, now, calendar));
  return {
    ...cell,
    figure: {
      ...figure,
      seconds: figure.n * Math.round(minutes * 60),
      minutes: { [bucketOf(minutes)]: figure.n },
    },
  };
}
