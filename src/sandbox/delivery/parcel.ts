// What goes to a bot and what comes back, whichever way it travels.
import type { Json } from '../model.js';

/** Kinds of deliveries, by the names they have in Socket Mode. */
export const PARCEL_KINDS = ['events_api', 'interactive', 'slash_commands'] as const;
export type ParcelKind = (typeof PARCEL_KINDS)[number];

/** Slack waits this long for an answer to anything. */
export const ACK_LIMIT_MS = 3000;

export interface Parcel {
  kind: ParcelKind;
  payload: Json;
  /** Whether what the bot answers is looked at; over HTTP a body that nobody expects is ignored in the same way. */
  answerable: boolean;
  /** Set when an event comes again: which repetition this is, from 1, and what went wrong before. */
  retry?: { attempt: number; before: Lost };
}

/** Why the bot's good answer is missing; `not_connected` when there was no way to the bot at all. */
export type Lost = 'http_error' | 'timeout' | 'unreachable' | 'not_connected';

export type Ack =
  /** `body` is empty when the bot had nothing to say; `noRetry` when it asked not to be told again. */
  | { answered: true; status: number; body: string; noRetry: boolean }
  | { answered: false; reason: Exclude<Lost, 'http_error'> };

export const succeeded = (ack: Ack): boolean => ack.answered && ack.status >= 200 && ack.status < 300;

/** What went wrong, or null when nothing did. */
export const lossOf = (ack: Ack): Lost | null =>
  succeeded(ack) ? null : ack.answered ? 'http_error' : ack.reason;

export const describe = (ack: Ack): string => (ack.answered ? `HTTP status ${ack.status}` : ack.reason);
