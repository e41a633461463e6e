// Judges leads anew by what is known of them already, and keeps what follows as if it had just come in.
import type { LeadKey } from '../handshake/lead.js';
import { type Judging, qualify } from './qualify.js';
import type { Workplace } from './workplace.js';

/** Judges these leads in one transaction. `paced` and `waited`: see Judging. */
export async function judgeAnew(
  workplace: Workplace,
  keys: readonly LeadKey[],
  how: Pick<Judging, 'paced' | 'waited'> = {},
): Promise<void> {
  await workplace.store.leads.takeIn(async (step) => {
    const now = workplace.now();
    const { ground } = await step.arrive({
      deliveries: [],
      leads: keys,
      brought: [],
      emails: [],
      signals: [],
    });
    const arrivals = ground.leads.map((standing) => ({
      standing,
      facts: standing.facts,
      arrived: standing.arrived,
      observations: [],
      signals: [],
      history: false,
    }));
    await qualify(step, workplace, { ground, arrivals, now, ...how });
  });
  workplace.owed();
}
