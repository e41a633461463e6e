// A real HTTP server with intake's doors on it, a sender that signs, and a taking-in that can be told to fail or wait.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { intakeDoor } from '../../src/intake/door.js';
import type { TakeIn } from '../../src/intake/lane.js';
import type { Parcel } from '../../src/journey/take-in.js';

const NOW = new Date('2026-03-03T00:00:00Z');

export const SECRET = 'whsec_c2VjcmV0LW9mLXRoZS10ZXN0';

/** A taking-in that notes what it was given, and accepts every row. */
export function aTakeIn(): TakeIn & { taken: Parcel[] } {
  const taken: Parcel[] = [];
  const takeIn: TakeIn = async (parcels) => {
    taken.push(...parcels);
    return parcels.map(({ leads, signals }) => ({
      accepted: leads.length + signals.length,
      duplicates: 0,
      updated: 0,
    }));
  };
  return Object.assign(takeIn, { taken });
}

/** Serves a door on a free port; what the door does not take is answered with 404. */
export async function serve(door: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>) {
  const server = createServer((request, response) => {
    void door(request, response).then((taken) => {
      if (!taken) response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

let deliveries = 0;

/** The headers of a delivery signed `ahead` seconds from now. */
export function signed(body: string, of: { secret?: string; ahead?: number; id?: string } = {}) {
  const { secret = SECRET, ahead = 0, id = `delivery-${++deliveries}` } = of;
  const at = new Date(Date.now() + ahead * 1000);
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

/** A lead row that is valid. */
export const aLeadRow = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'lead-1',
  source: 'forms',
  ...more,
});

/** A signal row that is valid. */
export const aSignalRow = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'signal-1',
  leadId: 'lead-1',
  source: 'forms',
  type: 'pricing_page_viewed',
  occurredAt: '2026-03-02T09:30:00+11:00',
  ...more,
});

/** The signed webhook on a server of its own, with a sender that signs. Close it afterwards. */
export async function anIntake(takeIn: TakeIn = aTakeIn(), secrets = [SECRET]) {
  const logged: unknown[] = [];
  const door = intakeDoor({
    secrets,
    takeIn,
    now: () => NOW,
    wall: () => new Date(),
    log: (error) => logged.push(error),
  });
  const server = await serve(door);
  const post = async (path: string, body: string, headers: Record<string, string> = signed(body)) => {
    const answer = await fetch(server.url + path, { method: 'POST', body, headers });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    };
  };
  return {
    ...server,
    logged,
    post,
    send: (rows: unknown[]) => post('/intake/leads', JSON.stringify({ leads: rows })),
  };
}
