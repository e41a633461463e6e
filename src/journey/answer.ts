// Answer: a rep accepts, takes that back within minutes, or rejects with reasons.
import { randomUUID } from 'node:crypto';
import type { Reasons } from '../handshake/rejection.js';
import { type Acted, act } from './act.js';
import type { Workplace } from './workplace.js';

/** The first to accept has the lead; everybody after that is refused with who it was. */
export const accept = (workplace: Workplace, id: string, by: string): Promise<Acted> =>
  act(workplace, id, { type: 'accept', by, at: workplace.now().toISOString() });

/** Gives an accepted lead back to the channel, by the same person and within the charter's minutes. */
export const undoAccept = (workplace: Workplace, id: string, by: string): Promise<Acted> =>
  act(workplace, id, { type: 'undo accept', by, at: workplace.now().toISOString() });

/** Rejects with reasons from the checklist of the charter version the lead was offered under. */
export const reject = (workplace: Workplace, id: string, by: string, reasons: Reasons): Promise<Acted> =>
  act(workplace, id, {
    type: 'reject',
    by,
    at: workplace.now().toISOString(),
    rejection: randomUUID(),
    reasons,
  });
