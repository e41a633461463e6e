// A switchboard of trouble for tests: calls of a method fail in a chosen way, so many times or for a while.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './http.js';
import type { Json } from './model.js';
import type { Scope } from './scopes.js';

export const FAULT_KINDS = ['429', '500', 'drop', 'lost_answer', 'late_answer', 'slow', 'error'] as const;
type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * `429`: rate limited · `500`: broken answer, nothing happens · `drop`: the connection breaks before anything happens ·
 * `lost_answer`: it happens, and the connection breaks before the answer · `late_answer`: it happens, and the answer
 * comes late, behind the events that tell of it · `slow`: it happens late · `error`: `ok: false` with the given Slack error.
 */
export interface Fault {
  /** A Web API method, `response_url`, or `*` for any. */
  method: string;
  kind: FaultKind;
  /** How many calls it befalls; a fault with `seconds` befalls all of them until then. */
  times: number;
  /** How long it lasts, in real seconds from now. */
  seconds?: number | undefined;
  /** Seconds, for `429`. */
  retryAfter: number;
  /** The HTTP status, for `500`. */
  status: number;
  /** Milliseconds, for `slow` and `late_answer`. */
  ms: number;
  /** The Slack error, for `error`. */
  error: string;
}

export class Faults {
  #planned: { fault: Fault; endsAt: number | undefined }[] = [];
  /** Scopes taken away from the app for the time being. */
  withheld: readonly Scope[] = [];

  /** Plans a fault at a real time in milliseconds. */
  plan(fault: Fault, at: number): void {
    const endsAt = fault.seconds === undefined ? undefined : at + fault.seconds * 1000;
    this.#planned.push({ fault: { ...fault }, endsAt });
  }

  clear(): void {
    this.#planned = [];
    this.withheld = [];
  }

  /** Takes scopes away from the app; those taken before and not named now are given back. */
  withhold(scopes: readonly Scope[]): void {
    this.withheld = [...scopes];
  }

  /** The fault that befalls this call, if any; each fault befalls as many calls, or for as long, as it was planned for. */
  next(method: string, at: number): Fault | undefined {
    this.#forgetEnded(at);
    const planned = this.#planned.find(({ fault }) => fault.method === method || fault.method === '*');
    if (!planned) return undefined;
    if (planned.endsAt === undefined) planned.fault.times -= 1;
    if (planned.fault.times <= 0) this.#planned = this.#planned.filter((p) => p !== planned);
    return planned.fault;
  }

  /** What is still planned at a real time in milliseconds: `times` are the calls left, `seconds` the time left. */
  list(at: number): Json[] {
    this.#forgetEnded(at);
    return this.#planned.map(({ fault: { times, seconds: _planned, ...fault }, endsAt }) => ({
      ...fault,
      ...(endsAt === undefined ? { times } : { seconds: Math.ceil((endsAt - at) / 1000) }),
    }));
  }

  #forgetEnded(at: number): void {
    this.#planned = this.#planned.filter(({ endsAt }) => endsAt === undefined || at < endsAt);
  }
}

/** What a call would be answered with if nothing went wrong. */
export interface Answer {
  status: number;
  body: Json;
  headers?: Record<string, string>;
}

/** The answer to a call that came too early; `seconds` until it may come again. */
export const tooEarly = (seconds: number): Answer => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(seconds) },
});

/** Carries a call out and answers it, under a fault if there is one. Returns the body for the record. */
export async function answerUnder(
  fault: Fault | undefined,
  exchange: { request: IncomingMessage; response: ServerResponse },
  act: () => Answer,
): Promise<Json> {
  const { request, response } = exchange;
  const answer = (given: Answer): Json => {
    sendJson(response, given.status, given.body, given.headers);
    return given.body;
  };
  switch (fault?.kind) {
    case '429':
      return answer(tooEarly(fault.retryAfter));
    case '500':
      return answer({ status: fault.status, body: { ok: false, error: 'internal_error' } });
    case 'error':
      return answer({ status: 200, body: { ok: false, error: fault.error } });
    case 'drop':
      request.socket.destroy();
      return { ok: false, error: 'dropped' };
    case 'lost_answer': {
      const { body } = act();
      request.socket.destroy();
      return body;
    }
    case 'late_answer': {
      const late = act();
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return answer(late);
    }
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return answer(act());
    case undefined:
      return answer(act());
  }
}
