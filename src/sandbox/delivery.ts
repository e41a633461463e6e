// Delivery to the bot over HTTP: signed like Slack's requests, three seconds' patience, events retried.
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { objectId } from './ids.js';
import type { Json } from './model.js';

const ACK_LIMIT_MS = 3000;
/** Slack waits 0, 60 and 300 seconds; the sandbox keeps the count and shortens the waits. */
const EVENT_RETRY_DELAYS_MS = [0, 300, 900];

export type Ack =
  | { answered: true; status: number; body: string }
  | { answered: false; reason: 'timeout' | 'unreachable' };

export interface DeliveryOptions {
  /** Asked at each delivery, so that the bot may find its port later. */
  requestUrl: () => string;
  signingSecret: string;
  log: (line: string) => void;
}

export class Delivery {
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(readonly options: DeliveryOptions) {}

  /** Sends an interaction, `payload=` in a form. */
  interaction(payload: Json): Promise<Ack> {
    return this.#post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM);
  }

  /** Sends a slash command as form fields. */
  command(fields: Record<string, string>): Promise<Ack> {
    return this.#post(new URLSearchParams(fields).toString(), FORM);
  }

  /** Sends an event; resolves after the first attempt, retries go on behind with the same event_id. */
  async event(event: Json, envelope: Json): Promise<Ack> {
    const body = JSON.stringify({ ...envelope, type: 'event_callback', event, event_id: objectId('Ev') });
    const ack = await this.#post(body, JSON_TYPE);
    if (!succeeded(ack)) this.#retry(body, 1, ack);
    return ack;
  }

  /** Stops retrying. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #retry(body: string, attempt: number, before: Ack): void {
    const delay = EVENT_RETRY_DELAYS_MS[attempt - 1];
    if (delay === undefined || this.#stopped) return;
    const timer = setTimeout(async () => {
      this.#timers.delete(timer);
      const reason = before.answered
        ? 'http_error'
        : before.reason === 'timeout'
          ? 'http_timeout'
          : 'connection_failed';
      const ack = await this.#post(body, {
        ...JSON_TYPE,
        'x-slack-retry-num': String(attempt),
        'x-slack-retry-reason': reason,
      });
      if (!succeeded(ack)) this.#retry(body, attempt + 1, ack);
    }, delay).unref();
    this.#timers.add(timer);
  }

  #post(body: string, headers: Record<string, string>): Promise<Ack> {
    // Signatures and their times are judged by real clocks, so the business clock has no say here.
    const timestamp = String(Math.floor(Date.now() / 1000));
    const mac = createHmac('sha256', this.options.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return new Promise((resolve) => {
      const done = (ack: Ack): void => {
        clearTimeout(timer);
        resolve(ack);
        if (!succeeded(ack)) this.options.log(`delivery to the bot failed: ${describe(ack)}`);
      };
      // A connection of its own for each delivery: a bot that restarts never leaves a stale one behind.
      const sent = request(this.options.requestUrl(), {
        method: 'POST',
        agent: false,
        headers: {
          ...headers,
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Slackbot 1.0 (sandbox)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${mac}`,
        },
      });
      const timer = setTimeout(() => {
        done({ answered: false, reason: 'timeout' });
        sent.destroy();
      }, ACK_LIMIT_MS);
      sent.on('error', () => done({ answered: false, reason: 'unreachable' }));
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => done({ answered: false, reason: 'unreachable' }));
        response.on('end', () =>
          done({
            answered: true,
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sent.end(body);
    });
  }
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };

export const succeeded = (ack: Ack): boolean => ack.answered && ack.status >= 200 && ack.status < 300;

const describe = (ack: Ack): string => (ack.answered ? `HTTP status ${ack.status}` : ack.reason);
