// Offer: an open offer is posted, meant for somebody else, or put off for a while.
import { dueAfter, workCalendar } from '../handshake/working-time.js';
import { type Acted, act, standing } from './act.js';
import type { Workplace } from './workplace.js';

/**
 * When an answer is due for an offer that is in the channel since `posted`, under the charter it was offered under.
 * Throws RangeError when nobody ever works.
 */
export async function answerDue(workplace: Workplace, id: string, posted: Date): Promise<Date> {
  const { charter } = await standing(workplace, id);
  const { clocks, working } = charter.charter;
  const calendar = workCalendar(working, workplace.holidaysOf(charter.charter));
  const due = dueAfter(posted, clocks.answerWorkingMinutes, calendar);
  if (due === null) throw new RangeError('the working hours of the charter hold no working day');
  return due;
}

/** The card is in the channel: the clock starts, once. */
export const markPosted = (workplace: Workplace, id: string, at: Date, dueAt: Date): Promise<Acted> =>
  act(workplace, id, { type: 'mark posted', at: at.toISOString(), dueAt: dueAt.toISOString() });

/** Means the offer for somebody in particular; anybody may still accept it. */
export const reassign = (workplace: Workplace, id: string, by: string, to: string): Promise<Acted> =>
  act(workplace, id, { type: 'reassign', by, at: workplace.now().toISOString(), to });

/** Puts the offer off until an instant; it stays answerable. */
export const snooze = (workplace: Workplace, id: string, by: string, until: Date): Promise<Acted> =>
  act(workplace, id, { type: 'snooze', by, at: workplace.now().toISOString(), until: until.toISOString() });
