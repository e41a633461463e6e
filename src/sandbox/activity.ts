// The record of Web API calls: the last ones for developers, and a way to wait until the bot has fallen silent.

import type { Json } from './model.js';

const CALLS_KEPT = 50;
/** The bot counts as done when it has called nothing for this long. */
const QUIET_MS = 60;
/** Nobody waits longer than this for a bot that keeps calling. */
const SETTLE_MAX_MS = 1000;
const POLL_MS = 10;

interface CallRecord {
  method: string;
  ok: boolean;
  error?: string;
  /** Business time, ISO. */
  at: string;
  ms: number;
}

export class Activity {
  readonly #calls: CallRecord[] = [];
  #inFlight = 0;
  #lastAt = 0;

  /** Notes the begin of a call at a business time; the function returned notes its end, with the body answered. */
  begin(method: string, at: Date): (answer: Json) => void {
    const start = performance.now();
    this.#inFlight += 1;
    this.#lastAt = start;
    return ({ ok, error }) => {
      this.#inFlight -= 1;
      this.#lastAt = performance.now();
      this.#calls.push({
        method,
        ok: ok === true,
        ...(typeof error === 'string' ? { error } : {}),
        at: at.toISOString(),
        ms: Math.round(this.#lastAt - start),
      });
      if (this.#calls.length > CALLS_KEPT) this.#calls.shift();
    };
  }

  /** Notes that something else is under way, which the bot may answer with calls; the function returned ends it. */
  work(): () => void {
    this.#inFlight += 1;
    return () => {
      this.#inFlight -= 1;
      this.#lastAt = performance.now();
    };
  }

  /** The last calls, newest last. */
  calls(): readonly CallRecord[] {
    return this.#calls;
  }

  /** Waits until nothing is under way and none has been for a moment, or until patience ends. */
  async settle(): Promise<void> {
    const start = performance.now();
    const patienceEnds = start + SETTLE_MAX_MS;
    for (;;) {
      const now = performance.now();
      const quiet = this.#inFlight === 0 && now - Math.max(start, this.#lastAt) >= QUIET_MS;
      if (quiet || now >= patienceEnds) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
