// Delivery to the bot: over Socket Mode when it is connected, else over HTTP, and events again when they failed.
import { setTimeout as pause } from 'node:timers/promises';
import { objectId, secret } from '../ids.js';
import type { Json } from '../model.js';
import { sendOverHttp, verifyUrl } from './http.js';
import { type Ack, describe, lossOf, type Parcel, succeeded } from './parcel.js';
import { Sockets } from './sockets.js';
import { Troubles } from './trouble.js';

/** An event held back waits no longer than this for the next one. */
const HELD_MAX_MS = 5000;

export interface DeliveryOptions {
  /** Asked at each delivery, so that the bot may find its port later; absent when there is only Socket Mode. */
  requestUrl: (() => string) | undefined;
  signingSecret: string;
  appId: string;
  /** The pauses before an event comes again, ms: as many as there are repetitions. */
  retryDelaysMs: readonly number[];
  log: (line: string) => void;
}

export class Delivery {
  readonly sockets: Sockets;
  readonly troubles = new Troubles();
  readonly #retries = new Set<NodeJS.Timeout>();
  #held: (() => void)[] = [];
  #stopped = false;

  constructor(readonly options: DeliveryOptions) {
    this.sockets = new Sockets(options);
  }

  /** Sends an interaction; `answerable` when the bot's answer matters, as with a submitted view. */
  interaction(payload: Json, answerable = false): Promise<Ack> {
    return this.#carry({ kind: 'interactive', payload, answerable });
  }

  command(fields: Record<string, string>): Promise<Ack> {
    return this.#carry({ kind: 'slash_commands', payload: fields, answerable: true });
  }

  /** Sends an event; resolves after the first attempt, further ones go on behind with the same event_id. */
  async event(event: Json, envelope: Json): Promise<Ack> {
    const payload = { ...envelope, type: 'event_callback', event, event_id: objectId('Ev') };
    const parcel: Parcel = { kind: 'events_api', payload, answerable: false };
    const ack = await this.#carry(parcel);
    this.#retryAfter(ack, parcel);
    return ack;
  }

  /** Asks the bot for a challenge at its request URL; undefined when it has none. */
  verify(): Promise<{ ack: Ack; verified: boolean }> | undefined {
    const { requestUrl, signingSecret } = this.options;
    return requestUrl && verifyUrl({ url: requestUrl(), signingSecret }, secret(32));
  }

  /** Stops repeating, and ends every connection. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#retries) clearTimeout(timer);
    this.sockets.stop();
  }

  #retryAfter(ack: Ack, parcel: Parcel): void {
    const before = lossOf(ack);
    const attempt = (parcel.retry?.attempt ?? 0) + 1;
    const delay = this.options.retryDelaysMs[attempt - 1];
    if (before === null || delay === undefined || this.#stopped) return;
    if (ack.answered && ack.noRetry) return;
    const timer = setTimeout(async () => {
      this.#retries.delete(timer);
      const again = { ...parcel, retry: { attempt, before } };
      this.#retryAfter(await this.#carry(again), again);
    }, delay).unref();
    this.#retries.add(timer);
  }

  /** Sends a parcel under the trouble that was planned for it, if any. */
  async #carry(parcel: Parcel): Promise<Ack> {
    const trouble = this.troubles.next(parcel.kind);
    switch (trouble?.kind) {
      case undefined:
        return this.#deliver(parcel);
      case 'duplicate': {
        const [first] = await Promise.all([this.#deliver(parcel), this.#deliver(parcel)]);
        return first;
      }
      case 'reorder':
        void this.#nextGone()
          .then(() => this.#send(parcel))
          .then((ack) => this.#retryAfter(ack, parcel));
        return HELD_BACK;
      case 'drop':
        return { answered: false, reason: 'unreachable' };
      case 'slow':
        await pause(trouble.ms);
        return this.#deliver(parcel);
      case 'disconnect':
        return this.#send(parcel, true);
    }
  }

  async #deliver(parcel: Parcel): Promise<Ack> {
    const ack = await this.#send(parcel);
    if (parcel.kind === 'events_api') for (const release of this.#held.splice(0)) release();
    return ack;
  }

  /** Resolves when another event has been delivered, or when none came for a while. */
  #nextGone(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, HELD_MAX_MS).unref();
      this.#held.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async #send(parcel: Parcel, cut = false): Promise<Ack> {
    const { requestUrl, signingSecret, log } = this.options;
    const ack = await (this.sockets.send(parcel, cut) ??
      (requestUrl ? sendOverHttp({ url: requestUrl(), signingSecret }, parcel, cut) : NO_WAY));
    if (!succeeded(ack) && !this.#stopped) log(`delivery to the bot failed: ${describe(ack)}`);
    return ack;
  }
}

/** Whoever waits for an event that is held back would wait for the next one. */
const HELD_BACK: Ack = { answered: true, status: 200, body: '', noRetry: false };
const NO_WAY: Ack = { answered: false, reason: 'not_connected' };
