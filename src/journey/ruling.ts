// Ruling: a manager upholds a disputed rejection, or overturns it, and the lead is offered again to somebody else first.
import type { LeadKey } from '../handshake/lead.js';
import { passedBy } from '../handshake/passed-by.js';
import { dueAfter } from '../handshake/working-time.js';
import { type Acted, act, standing } from './act.js';
import type { Speech } from './reply.js';
import { rolesInForce } from './roles.js';
import { termsOf } from './watch.js';
import type { Workplace } from './workplace.js';

/** The rejection stands, and is not disputed again. */
export const uphold = (workplace: Workplace, { handshake, ...said }: Speech): Promise<Acted> =>
  act(workplace, handshake, { type: 'uphold', ...said, at: workplace.now().toISOString() });

/** Whom a lead that comes back is offered to first: nobody who has let it go; null for the whole channel. */
async function somebodyElse(workplace: Workplace, lead: LeadKey): Promise<string | null> {
  const { store, now } = workplace;
  const { sales } = await rolesInForce(workplace);
  const candidates = sales.filter((id) => !id.startsWith('S'));
  const away = await store.leaves.of(candidates, now());
  const passed = passedBy(await store.handshakes.stories(lead));
  const at = now().toISOString();
  const isAway = (rep: string): boolean =>
    (away.get(rep) ?? []).some(({ from, until }) => from <= at && at < until);
  return candidates.find((rep) => !passed.has(rep) && !isAway(rep)) ?? null;
}

/** The lead is offered again in the same cycle, to somebody else first, and its answer is due anew. */
export async function overturn(workplace: Workplace, { handshake, ...said }: Speech): Promise<Acted> {
  const { handshake: rejected, charter } = await standing(workplace, handshake);
  const { clocks, calendar } = termsOf(workplace, charter.charter);
  const now = workplace.now();
  const dueAt = dueAfter(now, clocks.answerWorkingMinutes, calendar)?.toISOString() ?? null;
  const to = await somebodyElse(workplace, rejected.lead);
  return act(workplace, handshake, { type: 'overturn', ...said, at: now.toISOString(), to, dueAt });
}
