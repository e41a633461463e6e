// Ruling: a manager upholds a disputed rejection, or overturns it, and the lead is offered again to somebody else first.
import { type Acted, act } from './act.js';
import { offerAgain } from './offer-again.js';
import type { Speech } from './reply.js';
import type { Workplace } from './workplace.js';

/** The rejection stands, and is not disputed again. */
export const uphold = (workplace: Workplace, { handshake, ...said }: Speech): Promise<Acted> =>
  act(workplace, handshake, { type: 'uphold', ...said, at: workplace.now().toISOString() });

/** The lead is offered again in the same cycle, to somebody else first, and its answer is due anew. */
export const overturn = (workplace: Workplace, { handshake, ...said }: Speech): Promise<Acted> =>
  offerAgain(workplace, handshake, (next) => ({
    type: 'overturn',
    ...said,
    ...next,
    at: workplace.now().toISOString(),
  }));
