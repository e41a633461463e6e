// Offer: an open offer is posted, meant for somebody else, or put off for a while.
import { dueAfter } from '../handshake/working-time.js';
import { type Acted, act, standing } from './act.js';
import { termsOf } from './watch.js';
import type { Workplace } from './workplace.js';

/**
 * When an answer is due for an offer that is in the channel since `posted`, under the charter it was offered under; null
 * where nobody ever works.
 */
export async function answerDue(workplace: Workplace, id: string, posted: Date): Promise<Date | null> {
  const { charter } = await standing(workplace, id);
  const { clocks, calendar } = termsOf(workplace, charter.charter);
  return dueAfter(posted, clocks.answerWorkingMinutes, calendar);
}

/** The card is in the channel: the clock starts, once. */
export const markPosted = (workplace: Workplace, id: string, at: Date, dueAt: Date | null): Promise<Acted> =>
  act(workplace, id, { type: 'mark posted', at: at.toISOString(), dueAt: dueAt?.toISOString() ?? null });

/** Means the offer for somebody in particular; anybody may still accept it. */
export const reassign = (workplace: Workplace, id: string, by: string, to: string): Promise<Acted> =>
  act(workplace, id, { type: 'reassign', by, at: workplace.now().toISOString(), to });

/** Puts the offer off until an instant; it stays answerable. */
export const snooze = (workplace: Workplace, id: string, by: string, until: Date): Promise<Acted> =>
  act(workplace, id, { type: 'snooze', by, at: workplace.now().toISOString(), until: until.toISOString() });
