// Trouble on the way to the bot, for tests: the next deliveries come twice, late, out of order, or not at all.
import type { ParcelKind } from './parcel.js';

export const TROUBLE_KINDS = ['duplicate', 'reorder', 'drop', 'slow', 'disconnect'] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/**
 * `duplicate`: arrives twice · `reorder`: an event arrives after the next one · `drop`: never arrives ·
 * `slow`: arrives late · `disconnect`: arrives, and the connection breaks before the answer.
 */
export interface Trouble {
  /** What kind of delivery it befalls, or `*` for any. */
  delivery: ParcelKind | '*';
  kind: TroubleKind;
  times: number;
  /** Milliseconds, for `slow`. */
  ms: number;
}

export class Troubles {
  #planned: Trouble[] = [];

  plan(trouble: Trouble): void {
    this.#planned.push({ ...trouble });
  }

  clear(): void {
    this.#planned = [];
  }

  planned(): readonly Trouble[] {
    return this.#planned;
  }

  /** The trouble that befalls this delivery, if any; each befalls as many as it was planned for. */
  next(kind: ParcelKind): Trouble | undefined {
    // Only events have an order that could be broken: everything else waits for its answer.
    const trouble = this.#planned.find(
      (t) => (t.delivery === kind || t.delivery === '*') && (t.kind !== 'reorder' || kind === 'events_api'),
    );
    if (!trouble) return undefined;
    trouble.times -= 1;
    if (trouble.times <= 0) this.#planned = this.#planned.filter((t) => t !== trouble);
    return trouble;
  }
}
