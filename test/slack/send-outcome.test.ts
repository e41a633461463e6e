// Promises of how a failed call is understood: what is tried again at once, what is looked for first, what is given up.
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { outcomeOf, type SendOutcome } from '../../src/slack/send-outcome.js';

const refusedWith = (error: string) => new WebAPIPlatformError({ ok: false, error });
const answered = (status: number) => new WebAPIHTTPError(status, 'status', {}, '');
const broken = (code?: string) =>
  new WebAPIRequestError(Object.assign(new Error('broken'), code === undefined ? {} : { code }));
const nested = (code: string) =>
  new WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error('below'), { code }) }),
  );

describe('a failed call', () => {
  test.each<[what: string, error: unknown, outcome: SendOutcome]>([
    ['a limit with a pause', new WebAPIRateLimitedError(7), { kind: 'slow down', seconds: 7 }],
    ['a limit in the body', refusedWith('ratelimited'), { kind: 'slow down', seconds: 30 }],
    ['a message that was deleted', refusedWith('message_not_found'), { kind: 'gone' }],
    ['a message that is not ours any more', refusedWith('cant_update_message'), { kind: 'gone' }],
    ['a thread that was deleted', refusedWith('thread_not_found'), { kind: 'gone' }],
    ['a fault inside Slack', refusedWith('internal_error'), { kind: 'unknown', reason: 'internal_error' }],
    ['a fatal fault inside Slack', refusedWith('fatal_error'), { kind: 'unknown', reason: 'fatal_error' }],
    [
      'a Slack that is down',
      refusedWith('service_unavailable'),
      { kind: 'unknown', reason: 'service_unavailable' },
    ],
    ['blocks that Slack refuses', refusedWith('invalid_blocks'), { kind: 'never', reason: 'invalid_blocks' }],
    ['a text that is too long', refusedWith('msg_too_long'), { kind: 'never', reason: 'msg_too_long' }],
    [
      'a bot that is not in the channel',
      refusedWith('not_in_channel'),
      { kind: 'not now', reason: 'not_in_channel' },
    ],
    ['a token that was revoked', refusedWith('token_revoked'), { kind: 'not now', reason: 'token_revoked' }],
    [
      'an error that nobody has heard of',
      refusedWith('brand_new_error'),
      { kind: 'not now', reason: 'brand_new_error' },
    ],
    ['HTTP 500', answered(500), { kind: 'unknown', reason: 'HTTP 500' }],
    ['HTTP 503', answered(503), { kind: 'unknown', reason: 'HTTP 503' }],
    ['HTTP 404', answered(404), { kind: 'not now', reason: 'HTTP 404' }],
    ['nobody listening', broken('ECONNREFUSED'), { kind: 'not now', reason: 'ECONNREFUSED' }],
    [
      'a name that does not resolve, told one error deeper',
      nested('ENOTFOUND'),
      { kind: 'not now', reason: 'ENOTFOUND' },
    ],
    ['a connection that broke', nested('ECONNRESET'), { kind: 'unknown', reason: 'ECONNRESET' }],
    ['an answer that never came', broken(), { kind: 'unknown', reason: 'no answer' }],
    ['an error that is not one of the client', new TypeError('no'), { kind: 'unknown', reason: 'no' }],
    ['something that is no error', 'oops', { kind: 'unknown', reason: 'oops' }],
  ])('from %s is understood', (_what, error, outcome) => {
    expect(outcomeOf(error)).toEqual(outcome);
  });
});
