// The line between Slack and the bot: verifying its address, ending its connections, and trouble on the way.
import { z } from 'zod';
import { LEAVE_REASONS } from '../delivery/link.js';
import { describe, PARCEL_KINDS } from '../delivery/parcel.js';
import { TROUBLE_KINDS } from '../delivery/trouble.js';
import type { Desk } from '../desk.js';
import { HttpError } from '../http.js';
import type { Json } from '../model.js';
import { planFaults } from './world.js';

/** POST /hands/verify: whether the bot's request URL answers a challenge, as when it is saved in an app's settings. */
export async function verify(desk: Desk, body: unknown): Promise<Json> {
  z.strictObject({}).parse(body);
  const asked = await desk.delivery.verify();
  if (asked === undefined) {
    const message = 'This sandbox has no request URL. Start it with SANDBOX_REQUEST_URL.';
    throw new HttpError(409, 'no_request_url', message);
  }
  if (asked.verified) return { verified: true };
  const got = asked.ack.answered && asked.ack.status === 200 ? 'something else' : describe(asked.ack);
  const message = `The request URL did not answer with the value of the challenge parameter, but with ${got}.`;
  throw new HttpError(502, 'url_not_verified', message);
}

const disconnectBody = z.strictObject({ reason: z.enum(LEAVE_REASONS).default('refresh_requested') });

/** POST /hands/disconnect: ends the bot's connections of Socket Mode as Slack does; tells how many there were. */
export function disconnect(desk: Desk, body: unknown): Json {
  const { reason } = disconnectBody.parse(body);
  return { connections: desk.delivery.sockets.leave(reason) };
}

const troubleBody = z.strictObject({
  delivery: z.enum([...PARCEL_KINDS, '*']),
  kind: z.enum(TROUBLE_KINDS),
  times: z.int().positive().default(1),
  ms: z.number().nonnegative().default(1000),
});

/** POST /hands/faults: trouble for the next deliveries when it names `delivery`, else for calls of the Web API. */
export function planTrouble(desk: Desk, body: Json): Json {
  if ('clear' in body) desk.delivery.troubles.clear();
  if (!('delivery' in body)) return planFaults(desk, body);
  const trouble = troubleBody.parse(body);
  if (trouble.kind === 'reorder' && !['events_api', '*'].includes(trouble.delivery)) {
    const message = 'Only events come in an order that can be broken. Say "delivery": "events_api".';
    throw new HttpError(400, 'bad_request', message);
  }
  desk.delivery.troubles.plan(trouble);
  return {};
}
