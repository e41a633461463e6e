// A switchboard of trouble for tests: the next calls of a method fail in a chosen way.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './http.js';
import type { Json } from './model.js';

export const FAULT_KINDS = ['429', '500', 'drop', 'lost_answer', 'slow', 'error'] as const;
type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * `429`: rate limited · `500`: broken answer, nothing happens · `drop`: the connection breaks before anything happens ·
 * `lost_answer`: it happens, and the connection breaks before the answer · `slow`: it happens late ·
 * `error`: `ok: false` with the given Slack error.
 */
export interface Fault {
  /** A Web API method, `response_url`, or `*` for any. */
  method: string;
  kind: FaultKind;
  times: number;
  /** Seconds, for `429`. */
  retryAfter: number;
  /** Milliseconds, for `slow`. */
  ms: number;
  /** The Slack error, for `error`. */
  error: string;
}

export class Faults {
  #planned: Fault[] = [];

  plan(fault: Fault): void {
    this.#planned.push(fault);
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault that befalls this call, if any; each fault befalls as many calls as it was planned for. */
  next(method: string): Fault | undefined {
    const fault = this.#planned.find((f) => f.method === method || f.method === '*');
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.#planned = this.#planned.filter((f) => f !== fault);
    return fault;
  }
}

/** What a call would be answered with if nothing went wrong. */
export interface Answer {
  status: number;
  body: Json;
  headers?: Record<string, string>;
}

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
      return answer({
        status: 429,
        body: { ok: false, error: 'ratelimited' },
        headers: { 'retry-after': String(fault.retryAfter) },
      });
    case '500':
      return answer({ status: 500, body: { ok: false, error: 'internal_error' } });
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
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return answer(act());
    case undefined:
      return answer(act());
  }
}
