// A sender of leads as form tools are: signs each delivery, repeats it until it is taken, and sometimes repeats it anyway.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import type { Chance } from './random.js';

/** A lead that was sent, by the last name that its card will show. */
export interface SentLead {
  name: string;
  mql: boolean;
  /** Whether a 202 came back for it. */
  acknowledged: boolean;
}

const LEADS_A_DELIVERY_MOST = 3;
const BETWEEN_DELIVERIES_MS = [150, 550] as const;
const BEFORE_REPEATING_MS = [100, 400] as const;

/** A name that stands in no other card's text. */
const nameOf = (number: number): string => `Zed${String(number).padStart(6, '0')}`;

const webhook = new Webhook(sandboxCredentials.intakeSecret);

/** The row of a lead; one that is no MQL asked for nothing. */
export const rowOf = ({ name, mql }: Pick<SentLead, 'name' | 'mql'>, at: string): object => ({
  id: name,
  source: 'faults',
  firstName: 'Robin',
  lastName: name,
  email: `${name.toLowerCase()}@example.com`,
  company: { name: 'Long Haul Legal', employees: 120, industry: 'Legal services', country: 'AU' },
  occurredAt: at,
  signals: mql ? [{ id: `${name}-demo`, type: 'demo_requested', occurredAt: at }] : [],
});

/** Headers of a delivery signed now. */
export function signed(id: string, body: string): Record<string, string> {
  const at = new Date();
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': webhook.sign(id, at, body),
  };
}

/** Numbers leads over all senders of a run. */
export interface Ledger {
  leads: SentLead[];
  /** Deliveries that were sent more than once. */
  repeats: number;
}

async function deliver(url: string, id: string, body: string): Promise<boolean> {
  const headers = signed(id, body);
  return fetch(`${url}/intake/leads`, { method: 'POST', headers, body }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status === 202;
    },
    () => false,
  );
}

/**
 * Sends until it is asked to stop. A delivery that was not taken is repeated, mostly under its own id and sometimes
 * under a new one, until it is.
 */
export async function send(
  url: string,
  chance: Chance,
  ledger: Ledger,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const leads = Array.from({ length: chance.whole(1, LEADS_A_DELIVERY_MOST) }, (): SentLead => {
      const lead = { name: nameOf(ledger.leads.length), mql: chance.happens(0.9), acknowledged: false };
      ledger.leads.push(lead);
      return lead;
    });
    const at = new Date().toISOString();
    const body = JSON.stringify({ leads: leads.map((lead) => rowOf(lead, at)) });
    let id: string = randomUUID();
    while (!(await deliver(url, id, body))) {
      ledger.repeats++;
      if (chance.happens(0.2)) id = randomUUID();
      await pause(chance.between(...BEFORE_REPEATING_MS));
    }
    for (const lead of leads) lead.acknowledged = true;
    if (chance.happens(0.25)) {
      // The answer was lost on its way to the sender, or somebody pressed the button of their form tool again.
      ledger.repeats++;
      await deliver(url, chance.happens(0.6) ? id : randomUUID(), body);
    }
    await pause(chance.between(...BETWEEN_DELIVERIES_MS));
  }
}
