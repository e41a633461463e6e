// Follow through: what becomes of an accepted lead: touched, an SQL that is won or lost, or handed back with reasons.
import { randomUUID } from 'node:crypto';
import type { Reasons } from '../handshake/rejection.js';
import { type Acted, act } from './act.js';
import type { Workplace } from './workplace.js';

/** Hands an accepted lead back, with reasons as for a rejection. */
export const handBack = (workplace: Workplace, id: string, by: string, reasons: Reasons): Promise<Acted> =>
  act(workplace, id, {
    type: 'hand back',
    by,
    at: workplace.now().toISOString(),
    rejection: randomUUID(),
    reasons,
  });

/**
 * Marks an accepted lead sales-qualified. `ticked` are the SQL criteria that the rep confirms. The lead is to be judged
 * anew after this: a source may have told already how its deal ended.
 */
export const markSql = (workplace: Workplace, id: string, by: string, ticked: string[]): Promise<Acted> =>
  act(workplace, id, { type: 'mark sql', by, at: workplace.now().toISOString(), ticked });

/** How a deal ended: when, and what it is worth in the charter's currency; null where it was lost, or nobody says. */
export interface Ending {
  outcome: 'won' | 'lost';
  closedAt: Date;
  value: number | null;
}

/** The deal of an SQL is won or lost. A later word replaces an earlier one. */
export const close = (
  workplace: Workplace,
  id: string,
  by: string,
  { outcome, closedAt, value }: Ending,
): Promise<Acted> =>
  act(workplace, id, {
    type: 'close',
    by,
    at: workplace.now().toISOString(),
    outcome,
    closedAt: closedAt.toISOString(),
    value,
  });

/** The rep has spoken with the lead for the first time. */
export const touch = (workplace: Workplace, id: string, by: string): Promise<Acted> =>
  act(workplace, id, { type: 'touch', by, at: workplace.now().toISOString() });
