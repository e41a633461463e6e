// Ruling: a manager upholds a disputed rejection, or overturns it, and the lead is offered again to somebody else first.
import { type Acted, act, standing } from './act.js';
import { offerAgain } from './offer-again.js';
import type { Speech } from './reply.js';
import type { Workplace } from './workplace.js';

/** The rejection stands, and is not disputed again. */
export const uphold = (workplace: Workplace, { handshake, ...said }: Speech): Promise<Acted> =>
  act(workplace, handshake, { type: 'uphold', ...said, at: workplace.now().toISOString() });

/**
 * The lead is offered again in the same cycle, to somebody else first, and its answer is due anew. One that has come back
 * by itself meanwhile is before sales already, and is not offered twice.
 */
export async function overturn(workplace: Workplace, { handshake, ...said }: Speech): Promise<Acted> {
  const isSupplanted = (): Promise<boolean> => workplace.store.handshakes.isSupplanted(handshake);
  const supplanted = async (): Promise<Acted> => ({
    ...(await standing(workplace, handshake)),
    refused: { kind: 'offered otherwise' },
  });
  if (await isSupplanted()) return supplanted();
  try {
    return await offerAgain(workplace, handshake, (next) => ({
      type: 'overturn',
      ...said,
      ...next,
      at: workplace.now().toISOString(),
    }));
  } catch (error) {
    // The database lets no lead and no address have two open handshakes: this one came back in that very moment.
    if (await isSupplanted()) return supplanted();
    throw error;
  }
}
