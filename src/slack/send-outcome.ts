// What a failed call to Slack means for the message it carried.
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { messageOf } from '../errors.js';

export type SendOutcome =
  | { kind: 'slow down'; seconds: number }
  /** The message that was to be edited is no longer there. */
  | { kind: 'gone' }
  /** It may have arrived. */
  | { kind: 'unknown'; reason: string }
  /** It certainly did not arrive; the cause may pass. */
  | { kind: 'not now'; reason: string }
  /** Slack will never take it as it is. */
  | { kind: 'never'; reason: string };

const DEFAULT_PAUSE_SECONDS = 30;

const gone = new Set(['message_not_found', 'cant_update_message', 'thread_not_found']);
const unknown = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);
const never = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'invalid_arguments',
  'metadata_too_large',
  'invalid_metadata_format',
]);

/** Refused for what the blocks hold, not for how large they are. */
const blocksRefused = new Set(['invalid_blocks', 'invalid_blocks_format']);

/** Network failures that happen before a request is on its way. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : codeOf(cause);
}

/** Sorts what the client threw. What it does not know counts as unknown: a doubt costs seconds, a double costs trust. */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'slow down', seconds: error.retryAfter };
  if (error instanceof WebAPIPlatformError) {
    const reason = error.data.error;
    if (reason === 'ratelimited') return { kind: 'slow down', seconds: DEFAULT_PAUSE_SECONDS };
    if (gone.has(reason)) return { kind: 'gone' };
    if (unknown.has(reason)) return { kind: 'unknown', reason };
    if (never.has(reason)) return { kind: 'never', reason };
    return { kind: 'not now', reason };
  }
  if (error instanceof WebAPIHTTPError)
    return error.statusCode >= 500
      ? { kind: 'unknown', reason: `HTTP ${error.statusCode}` }
      : { kind: 'not now', reason: `HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError) {
    const code = codeOf(error.original);
    return neverSent.has(code)
      ? { kind: 'not now', reason: code }
      : { kind: 'unknown', reason: code || 'no answer' };
  }
  return { kind: 'unknown', reason: messageOf(error) };
}

/** Whether Slack refused the blocks themselves, so that others may be taken. */
export const isBlocksRefused = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && blocksRefused.has(error.data.error);
