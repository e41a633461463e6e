// What happens to the world rather than in Slack: time, jobs, incoming leads, and trouble for tests.
import { z } from 'zod';
import { durationMs } from '../clock.js';
import type { Desk } from '../desk.js';
import { FAULT_KINDS } from '../faults.js';
import { HttpError } from '../http.js';
import type { Json } from '../model.js';
import { SCOPES } from '../scopes.js';
import { seedWorkspace } from '../seed.js';
import { nextScheduledAt, sendScheduled } from '../web-api/scheduled.js';
import { personBy } from './find.js';

/** Later instants have no exact microseconds, and messages would share a ts. */
const LATEST = new Date('2200-01-01T00:00:00Z');

const as = z.string().optional();
const clockBody = z.union([
  z.strictObject({ as, advance: z.string() }),
  z.strictObject({ as, to: z.iso.datetime({ offset: true }) }),
]);

/** POST /hands/clock: moves business time forward by an ISO 8601 duration or to an instant. */
export async function moveClock(desk: Desk, body: unknown): Promise<Json> {
  const asked = clockBody.parse(body);
  const now = desk.clock.now();
  const to = 'to' in asked ? new Date(asked.to) : new Date(now.getTime() + duration(asked.advance));
  if (to.getTime() < now.getTime()) {
    throw new HttpError(
      400,
      'time_goes_forward',
      `It is ${now.toISOString()} already. Give a later instant.`,
    );
  }
  if (to > LATEST) {
    const message = `The sandbox knows no time after ${LATEST.toISOString()}. Give an earlier instant.`;
    throw new HttpError(400, 'time_ends', message);
  }
  await outcome(() => moveTo(desk, to), 'clock_failed');
  desk.workspace.changed('everybody');
  return {};
}

/** Moves the clock, stopping where a scheduled message is due, so that it is sent at its time and not after a week. */
async function moveTo(desk: Desk, to: Date): Promise<void> {
  for (let at = nextScheduledAt(desk); at !== undefined && at <= to; at = nextScheduledAt(desk)) {
    if (at > desk.clock.now()) await desk.clock.moveTo(at);
    sendScheduled(desk);
  }
  await desk.clock.moveTo(to);
}

function duration(text: string): number {
  const ms = durationMs(text);
  if (ms === null) {
    throw new HttpError(400, 'bad_duration', `"${text}" is no duration. Write e.g. "PT90M", "P1D" or "P1W".`);
  }
  return ms;
}

const resetBody = z.strictObject({ as });

/** POST /hands/reset: the workspace as it was on the first day. What the bot keeps is its own affair, and so is its clock. */
export function reset(desk: Desk, body: unknown): Json {
  resetBody.parse(body);
  desk.messageState.clear();
  desk.offered.clear();
  desk.faults.clear();
  desk.delivery.troubles.clear();
  desk.files.clear();
  const { clockAheadMs } = desk.workspace.state;
  // Time never goes back: bots would meet a ts they know.
  desk.workspace.reset({ ...seedWorkspace(), ...(clockAheadMs === undefined ? {} : { clockAheadMs }) });
  return {};
}

const jobBody = z.strictObject({ as, name: z.string() });

/** POST /hands/job: runs one of the bot's jobs now. */
export async function job(desk: Desk, body: unknown): Promise<Json> {
  const asked = jobBody.parse(body);
  if (!desk.runJob) {
    throw new HttpError(
      501,
      'no_jobs',
      'This sandbox was started without the bot’s jobs. Start it together with the bot.',
    );
  }
  const { runJob } = desk;
  return { result: await outcome(() => runJob(asked.name), 'job_failed') };
}

const intakeBody = z.strictObject({ as, kind: z.enum(['leads', 'signals']), rows: z.array(z.unknown()) });

/** POST /hands/intake: hands rows to the bot as its form tool or CRM would. */
export async function takeIn(desk: Desk, body: unknown): Promise<Json> {
  const asked = intakeBody.parse(body);
  if (!desk.intake) {
    throw new HttpError(
      501,
      'no_intake',
      'This sandbox was started without the bot’s intake. Start it together with the bot.',
    );
  }
  const { intake } = desk;
  return { result: await outcome(() => intake(asked.kind, asked.rows), 'intake_failed') };
}

/** What the bot answers to a call made inside this process; its error is told as it is. */
async function outcome(call: () => Promise<unknown>, code: string): Promise<unknown> {
  try {
    return (await call()) ?? null;
  } catch (error) {
    throw new HttpError(502, code, error instanceof Error ? error.message : String(error));
  }
}

const presenceBody = z.strictObject({ as: z.string(), presence: z.enum(['active', 'away']) });

/** POST /hands/presence: a person comes back to their screen or leaves it. */
export function presence(desk: Desk, body: unknown): Json {
  const asked = presenceBody.parse(body);
  personBy(desk, asked.as).presence = asked.presence;
  desk.workspace.changed('everybody');
  return {};
}

const faultsBody = z.union([
  z.strictObject({ clear: z.literal(true) }),
  z.strictObject({ rateLimits: z.boolean() }),
  z.strictObject({ withoutScopes: z.array(z.enum(SCOPES)) }),
  z.strictObject({
    method: z.string(),
    kind: z.enum(FAULT_KINDS),
    times: z.int().positive().default(1),
    seconds: z.number().positive().optional(),
    retryAfter: z.number().nonnegative().default(1),
    status: z.int().min(500).max(599).default(500),
    ms: z.number().nonnegative().default(1000),
    error: z.string().default('internal_error'),
  }),
]);

/**
 * POST /hands/faults: plans trouble for the next calls of a method, or clears it; turns the rate limits on or off;
 * takes scopes away from the app, all others being its own.
 */
export function planFaults(desk: Desk, body: unknown): Json {
  const asked = faultsBody.parse(body);
  if ('clear' in asked) desk.faults.clear();
  else if ('rateLimits' in asked) desk.rateLimits.on = asked.rateLimits;
  else if ('withoutScopes' in asked) desk.faults.withhold(asked.withoutScopes);
  else desk.faults.plan(asked, performance.now());
  return {};
}

/** GET /hands/faults: what is still planned for calls and deliveries, and what else stands in the way of calls. */
export const seeFaults = (desk: Desk): Json => ({
  faults: desk.faults.list(performance.now()),
  deliveries: desk.delivery.troubles.planned(),
  rateLimits: desk.rateLimits.on,
  withoutScopes: desk.faults.withheld,
});
