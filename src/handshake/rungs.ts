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

/** A time that is used up. */
const OVER = 100;

/** When managers hear of a lead that was left untouched, where the ladder ends before that. */
const MANAGERS_HEAR = 150;

/**
 * The ladder as one clock climbs it. Once the time for a first touch is over nobody is named in the thread for it: the rep
 * is told first and alone, and managers on the ladder's next rung. A ladder without rungs tells nobody anything.
 */
export function rungsFor(clock: ClockKind, ladder: readonly Rung[]): readonly Rung[] {
  if (clock !== 'first_touch' || ladder.length === 0) return ladder;
  const later = ladder.map(({ atPercent }) => atPercent).filter((atPercent) => atPercent > OVER);
  return [
    ...ladder.filter(({ atPercent }) => atPercent < OVER),
    { atPercent: OVER, who: 'rep' },
    { atPercent: later.length === 0 ? MANAGERS_HEAR : Math.min(...later), who: 'manager' },
  ];
}
