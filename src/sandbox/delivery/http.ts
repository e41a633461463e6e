// Delivery over HTTP: signed like Slack's requests, on a connection of its own, with three seconds' patience.
import { createHmac } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Json } from '../model.js';
import { ACK_LIMIT_MS, type Ack, type Lost, type Parcel } from './parcel.js';

/** How long a request that is to be cut off gets to arrive first. */
const CUT_AFTER_MS = 50;

const RETRY_REASONS: Record<Lost, string> = {
  http_error: 'http_error',
  timeout: 'http_timeout',
  unreachable: 'connection_failed',
  not_connected: 'connection_failed',
};

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };

export interface Address {
  url: string;
  signingSecret: string;
}

/** Sends a parcel. With `cut` the bot gets it, and the connection breaks before its answer. */
export function sendOverHttp(to: Address, parcel: Parcel, cut: boolean): Promise<Ack> {
  const { payload, retry } = parcel;
  switch (parcel.kind) {
    case 'events_api':
      return post(to, JSON.stringify(payload), { headers: { ...JSON_TYPE, ...retryHeaders(retry) }, cut });
    case 'interactive':
      return post(to, form({ payload: JSON.stringify(payload) }), { headers: FORM, cut });
    case 'slash_commands':
      return post(to, form(payload), { headers: FORM, cut });
  }
}

/** Asks whether the bot answers at this address with the challenge it is given, as Slack does when a URL is set. */
export async function verifyUrl(to: Address, challenge: string): Promise<{ ack: Ack; verified: boolean }> {
  const body = JSON.stringify({ type: 'url_verification', token: 'sandbox', challenge });
  const ack = await post(to, body, { headers: JSON_TYPE, cut: false });
  return { ack, verified: ack.answered && ack.status === 200 && challengeIn(ack.body) === challenge };
}

/** The challenge in an answer, which may be plain text, a form or JSON. */
function challengeIn(body: string): unknown {
  const text = body.trim();
  if (text.startsWith('challenge=')) return new URLSearchParams(text).get('challenge');
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && 'challenge' in parsed) return parsed.challenge;
  } catch {
    // Plain text is as good.
  }
  return text;
}

const form = (fields: Json): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

const retryHeaders = (retry: Parcel['retry']): Record<string, string> =>
  retry
    ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': RETRY_REASONS[retry.before] }
    : {};

function signed(body: string, signingSecret: string): Record<string, string> {
  // Signatures and their times are judged by real clocks, so the business clock has no say here.
  const timestamp = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${mac}` };
}

function post(
  to: Address,
  body: string,
  how: { headers: Record<string, string>; cut: boolean },
): Promise<Ack> {
  return new Promise((resolve) => {
    const done = (ack: Ack): void => {
      clearTimeout(timer);
      resolve(ack);
    };
    if (!URL.canParse(to.url)) return resolve(unreachable);
    const open = to.url.startsWith('https:') ? secureRequest : request;
    // A connection of its own for each delivery: a bot that restarts never leaves a stale one behind.
    const sent = open(to.url, {
      method: 'POST',
      agent: false,
      headers: {
        ...how.headers,
        ...signed(body, to.signingSecret),
        accept: '*/*',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Slackbot 1.0 (sandbox)',
      },
    });
    const timer = setTimeout(() => {
      done({ answered: false, reason: 'timeout' });
      sent.destroy();
    }, ACK_LIMIT_MS);
    sent.on('error', () => done(unreachable));
    sent.on('response', (response) => {
      if (!how.cut) read(response, done);
    });
    // An answer may be there already: whoever cuts off does not look at it.
    const cutOff = (): void => {
      done(unreachable);
      sent.destroy();
    };
    if (how.cut) sent.on('finish', () => setTimeout(cutOff, CUT_AFTER_MS));
    sent.end(body);
  });
}

const unreachable: Ack = { answered: false, reason: 'unreachable' };

function read(response: IncomingMessage, done: (ack: Ack) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('error', () => done(unreachable));
  response.on('end', () =>
    done({
      answered: true,
      status: response.statusCode ?? 0,
      body: Buffer.concat(chunks).toString('utf8'),
      noRetry: response.headers['x-slack-no-retry'] === '1',
    }),
  );
}
