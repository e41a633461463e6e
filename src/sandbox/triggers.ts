// Trigger ids and response URLs: short-lived permissions that a person's action gives to the bot.
import { secret } from './ids.js';

/** A trigger opens a modal within this real time, once. */
const TRIGGER_LIFE_MS = 3000;
/** How long a used or old trigger is remembered, so that the bot hears which of the two it was. */
const TRIGGER_MEMORY_MS = 60_000;
const RESPONSE_LIFE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

export interface Trigger {
  person: string;
  at: number;
  used: boolean;
}

export class Triggers {
  readonly #known = new Map<string, Trigger>();

  give(person: string): string {
    const id = `${Date.now()}.${secret(12)}`;
    this.#forget();
    this.#known.set(id, { person, at: Date.now(), used: false });
    return id;
  }

  /** The person behind a trigger, which is used up by this; or the error Slack gives. */
  take(id: string): { person: string } | { error: string } {
    const trigger = this.#known.get(id);
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (Date.now() - trigger.at > TRIGGER_LIFE_MS) return { error: 'expired_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    trigger.used = true;
    return { person: trigger.person };
  }

  #forget(): void {
    // A Map keeps insertion order, so the old ones are in front.
    for (const [id, trigger] of this.#known) {
      if (Date.now() - trigger.at < TRIGGER_MEMORY_MS) return;
      this.#known.delete(id);
    }
  }
}

/** Where an answer through a response URL goes, and what it may replace. */
export interface ResponseTarget {
  person: string;
  channel: string;
  original?: { ts: string; ephemeral: boolean };
}

export class ResponseUrls {
  readonly #known = new Map<string, { target: ResponseTarget; at: number; uses: number }>();

  give(target: ResponseTarget): string {
    const id = secret();
    for (const [old, { at }] of this.#known) {
      if (Date.now() - at < RESPONSE_LIFE_MS) break;
      this.#known.delete(old);
    }
    this.#known.set(id, { target, at: Date.now(), uses: 0 });
    return id;
  }

  /** The target of one use, or the error when the URL is unknown, too old or used up. */
  use(id: string): { target: ResponseTarget } | { error: string } {
    const known = this.#known.get(id);
    if (!known) return { error: 'not_found' };
    if (Date.now() - known.at > RESPONSE_LIFE_MS) return { error: 'expired_url' };
    if (known.uses >= RESPONSE_USES) return { error: 'used_url' };
    known.uses += 1;
    return { target: known.target };
  }
}
