// Tickets for Socket Mode: each opens one connection, soon after it was given, and no second one.
import { secret } from '../ids.js';

/** A ticket that nobody used for this long in real time opens nothing any more. */
const TICKET_LIFE_MS = 30_000;

export class Tickets {
  /** Ticket → when it was given, ms; a Map keeps insertion order, so the old ones are in front. */
  readonly #given = new Map<string, number>();

  give(): string {
    const now = Date.now();
    for (const [old, at] of this.#given) {
      if (now - at <= TICKET_LIFE_MS) break;
      this.#given.delete(old);
    }
    const ticket = secret(24);
    this.#given.set(ticket, now);
    return ticket;
  }

  /** Uses a ticket up; false when it is unknown, spent or too old. */
  take(ticket: string): boolean {
    const at = this.#given.get(ticket);
    this.#given.delete(ticket);
    return at !== undefined && Date.now() - at <= TICKET_LIFE_MS;
  }
}
