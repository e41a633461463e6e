// Refuses what Bolt lets pass: requests dated in the future, and a signed request that is sent a second time.
import type { IncomingHttpHeaders } from 'node:http';

/** Slack's own window, which we hold in both directions. */
const WINDOW_SECONDS = 300;

export class ReplayGuard {
  /** Signatures in the order they came, each with the second after which it may be forgotten. */
  readonly #seen = new Map<string, number>();

  /** `wall` is real time in milliseconds. */
  constructor(private readonly wall: () => number) {}

  /** Why a request must not be answered, or null. A request is remembered as soon as it was asked about. */
  refusalOf(headers: IncomingHttpHeaders): string | null {
    const now = Math.floor(this.wall() / 1000);
    const timestamp = Number(headers['x-slack-request-timestamp']);
    const signature = headers['x-slack-signature'];
    if (typeof signature !== 'string' || !Number.isFinite(timestamp))
      return 'This address is for Slack. A request must carry X-Slack-Signature and X-Slack-Request-Timestamp.';
    if (Math.abs(now - timestamp) > WINDOW_SECONDS)
      return 'This request is dated more than five minutes from now. Check the clock of this machine.';
    this.#forget(now);
    const known = `${timestamp} ${signature}`;
    if (this.#seen.has(known)) return 'This very request was answered before. Slack signs each one anew.';
    this.#seen.set(known, timestamp + WINDOW_SECONDS);
    return null;
  }

  #forget(now: number): void {
    for (const [signature, until] of this.#seen) {
      // A future timestamp is kept longer than its neighbours; whatever came after it waits with it.
      if (until >= now) return;
      this.#seen.delete(signature);
    }
  }
}
