// Reading the bot's answer to an action as Slack's client would, and telling the person when it failed.
import { type Ack, succeeded } from '../delivery/parcel.js';
import { HttpError, parseJsonObject } from '../http.js';
import type { Json } from '../model.js';

const SILENCE = 'The bot did not answer within 3 seconds.';
const ABSENCE = 'The bot is not running, or the connection to it broke.';
const NO_WAY =
  'No bot is connected. Start one with Socket Mode, or start the sandbox with SANDBOX_REQUEST_URL to reach one over HTTP.';

/** The body of a good ack. Throws an HttpError in Slack's words when the bot was late, absent, or answered badly. */
export function readAck(ack: Ack, what: string): string {
  if (succeeded(ack) && ack.answered) return ack.body;
  const failed = (error: string): string => `${what} failed with the error "${error}".`;
  if (ack.answered) {
    const sentence = `${failed('dispatch_failed')} The bot answered with HTTP status ${ack.status}.`;
    throw new HttpError(502, 'dispatch_failed', sentence, { status: ack.status });
  }
  if (ack.reason === 'timeout') {
    throw new HttpError(504, 'operation_timeout', `${failed('operation_timeout')} ${SILENCE}`);
  }
  const why = ack.reason === 'not_connected' ? NO_WAY : ABSENCE;
  throw new HttpError(502, 'dispatch_failed', `${failed('dispatch_failed')} ${why}`);
}

/** An ack's JSON object; null when the body is empty or plain text. */
export function ackObject(body: string): Json | null {
  if (!body.trim().startsWith('{')) return null;
  try {
    return parseJsonObject(body);
  } catch {
    return null;
  }
}
