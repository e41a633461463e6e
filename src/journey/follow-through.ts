// Follow through: what becomes of an accepted lead, an SQL or handed back with reasons.
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

/** Marks an accepted lead sales-qualified. `ticked` are the SQL criteria that the rep confirms. */
export const markSql = (workplace: Workplace, id: string, by: string, ticked: string[]): Promise<Acted> =>
  act(workplace, id, { type: 'mark sql', by, at: workplace.now().toISOString(), ticked });

/** The rep has spoken with the lead for the first time. */
export const touch = (workplace: Workplace, id: string, by: string): Promise<Acted> =>
  act(workplace, id, { type: 'touch', by, at: workplace.now().toISOString() });
