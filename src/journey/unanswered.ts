// Unanswered: once a working day marketing is told, in one message, which rejections wait for an answer; on others nothing.
import { unansweredKey } from '../handshake/unanswered.js';
import { nextDay, opensAt, type WorkCalendar } from '../handshake/working-time.js';
import type { UnansweredRejection } from '../store/rejections.js';
import { calendarUnder } from './watch.js';
import { dayIn, type Workplace } from './workplace.js';

const DAY_MS = 86_400_000;

const isWorking = (now: Date, calendar: WorkCalendar): boolean =>
  opensAt(now, calendar)?.getTime() === now.getTime();

/** When the day of an instant began. */
const beginningOf = (now: Date, calendar: WorkCalendar): Date =>
  nextDay(new Date(now.getTime() - DAY_MS), calendar);

/** How things stand today: which day it is, YYYY-MM-DD, whether people work now, and what has waited since before it. */
export interface Waiting {
  day: string;
  working: boolean;
  newest: UnansweredRejection[];
  total: number;
}

/**
 * What waits for marketing's answer since before today; of that the newest, at most `most`: where many wait, an answer to
 * what is fresh helps somebody still.
 */
export async function waitingForMarketing(workplace: Workplace, most: number): Promise<Waiting> {
  const { store, now } = workplace;
  const at = now();
  const { charter } = await store.charters.inForce();
  const calendar = calendarUnder(workplace, charter);
  const waiting = await store.rejections.unanswered(beginningOf(at, calendar), most, 'newest');
  return {
    day: dayIn(charter, at),
    working: isWorking(at, calendar),
    newest: waiting.first,
    total: waiting.total,
  };
}

/** Owes marketing the message of today, in working time and where something waits; returns how many rejections it tells of. */
export async function remindMarketing(workplace: Workplace): Promise<number> {
  const { day, working, total } = await waitingForMarketing(workplace, 1);
  if (!working || total === 0) return 0;
  const owed = await workplace.store.rejections.remind(unansweredKey(day), workplace.channel);
  if (!owed) return 0;
  workplace.owed();
  return total;
}
