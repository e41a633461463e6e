// What the load tool sends: each request another lead, another batch or another click, signed when it is sent.
import { createHmac, randomUUID } from 'node:crypto';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { rowOf, signed } from '../faults/sender.js';

export type Job =
  /** Deliveries of so many leads each, under names that begin with `prefix`. */
  | { kind: 'leads'; prefix: string; rows: number }
  /** A click on Accept on each of these handshakes; without any, on ids that stand for nothing. */
  | { kind: 'accepts'; handshakes: string[] };

export interface Prepared {
  path: string;
  headers: Record<string, string>;
  body: string;
}

function leads(prefix: string, rows: number): () => Prepared {
  let number = 0;
  return () => {
    const at = new Date().toISOString();
    const batch = Array.from({ length: rows }, () => rowOf({ name: `${prefix}${number++}`, mql: true }, at));
    const body = JSON.stringify({ leads: batch });
    return { path: '/intake/leads', headers: signed(randomUUID(), body), body };
  };
}

const PEOPLE = ['UDANA', 'USAM', 'UPRIYA'];

/** What Slack sends when somebody clicks a button on a message. */
const click = (handshake: string, person: string, ts: string): object => ({
  type: 'block_actions',
  user: { id: person, username: person.toLowerCase(), team_id: 'TSANDBOX' },
  team: { id: 'TSANDBOX', domain: 'southern-cross' },
  api_app_id: 'ASANDBOX',
  token: 'sandbox',
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: `${ts}.trigger`,
  container: { type: 'message', message_ts: ts, channel_id: 'CHANDSHAKE', is_ephemeral: false },
  channel: { id: 'CHANDSHAKE', name: 'mql-handshake' },
  message: { type: 'message', user: 'UBOT', ts, text: 'Robin, Long Haul Legal' },
  state: { values: {} },
  response_url: 'http://127.0.0.1:9/nowhere',
  actions: [
    {
      type: 'button',
      action_id: 'accept_lead',
      block_id: 'answer',
      text: { type: 'plain_text', text: 'Accept lead' },
      value: handshake,
      action_ts: ts,
    },
  ],
});

function accepts(handshakes: readonly string[]): () => Prepared {
  let number = 0;
  return () => {
    const value = handshakes.length === 0 ? randomUUID() : handshakes[number % handshakes.length];
    const ts = `1700000000.${String(number).padStart(6, '0')}`;
    const person = PEOPLE[number % PEOPLE.length] ?? 'UDANA';
    number++;
    const body = new URLSearchParams({ payload: JSON.stringify(click(value ?? '', person, ts)) }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const mac = createHmac('sha256', sandboxCredentials.signingSecret).update(`v0:${timestamp}:${body}`);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${mac.digest('hex')}`,
    };
    return { path: '/slack/events', headers, body };
  };
}

/** The requests of a job, one after the other. */
export function requestsOf(job: Job): () => Prepared {
  switch (job.kind) {
    case 'leads':
      return leads(job.prefix, job.rows);
    case 'accepts':
      return accepts(job.handshakes);
  }
}
