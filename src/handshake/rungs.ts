// The rungs of the ladder: which clock they belong to, whom they are for, and which of them were said of a handshake.
import type { Charter } from '../charter/charter.js';

/** To answer an offer, to touch an accepted lead first, and to decide whether it is an SQL. */
export type ClockKind = 'answer' | 'first_touch' | 'decide_sql';

export type Rung = Charter['ladder'][number];
export type Audience = Rung['who'];

/** A rung of one clock that was said: to a rep by Slack user id, or null where it was not one rep, and when, as ISO 8601 text. */
export interface Told {
  clock: ClockKind;
  atPercent: number;
  who: Audience;
  to: string | null;
  at: string;
}

/** Whether there is nothing left to say to an audience of a clock up to this rung: it was said, or a higher one was. */
export const wasTold = (
  told: readonly Told[],
  { clock, who, atPercent }: Pick<Told, 'clock' | 'who' | 'atPercent'>,
): boolean => told.some((one) => one.clock === clock && one.who === who && one.atPercent >= atPercent);
