// Promises of the guard: only requests of the last and next five minutes, and each of them once.
import { describe, expect, test } from 'vitest';
import { ReplayGuard } from '../../src/slack/replay-guard.js';

const NOW_MS = 1_795_000_000_000;
const NOW = NOW_MS / 1000;

const headers = (timestamp: number | string | undefined, signature: string | undefined = 'v0=abc') => ({
  ...(timestamp === undefined ? {} : { 'x-slack-request-timestamp': String(timestamp) }),
  ...(signature === undefined ? {} : { 'x-slack-signature': signature }),
});

describe('a request', () => {
  test('of now is let in, and of up to five minutes either way', () => {
    for (const offset of [0, -300, 300]) {
      expect(new ReplayGuard(() => NOW_MS).refusalOf(headers(NOW + offset))).toBeNull();
    }
  });

  test.each([-301, 301, -86_400, 3600])('dated %i seconds from now is refused', (offset) => {
    expect(new ReplayGuard(() => NOW_MS).refusalOf(headers(NOW + offset))).toContain('five minutes');
  });

  test.each([
    ['a timestamp', headers(undefined)],
    ['a timestamp that is a number', headers('yesterday')],
    ['a signature', { 'x-slack-request-timestamp': String(NOW) }],
    ['anything', {}],
  ])('without %s is refused', (_what, given) => {
    expect(new ReplayGuard(() => NOW_MS).refusalOf(given)).toContain('X-Slack-Signature');
  });

  test('that comes a second time is refused, for as long as its date would be accepted', () => {
    let now = NOW_MS;
    const guard = new ReplayGuard(() => now);
    expect(guard.refusalOf(headers(NOW + 300))).toBeNull();
    for (const minutes of [0, 5, 9]) {
      now = NOW_MS + minutes * 60_000;
      expect(guard.refusalOf(headers(NOW + 300))).toContain('answered before');
    }
    now = NOW_MS + 601_000;
    expect(guard.refusalOf(headers(NOW + 300))).toContain('five minutes');
  });

  test('is told from another by its signature and its date', () => {
    const guard = new ReplayGuard(() => NOW_MS);
    expect(guard.refusalOf(headers(NOW, 'v0=a'))).toBeNull();
    expect(guard.refusalOf(headers(NOW, 'v0=b'))).toBeNull();
    expect(guard.refusalOf(headers(NOW - 1, 'v0=a'))).toBeNull();
    expect(guard.refusalOf(headers(NOW, 'v0=a'))).toContain('answered before');
  });
});
