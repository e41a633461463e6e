// Rate limits and planned trouble of the sandbox's Web API.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Faults } from '../../src/sandbox/faults.js';
import { RateLimits } from '../../src/sandbox/rate-limits.js';
import { aClient, type Seen } from './a-bot.js';
import { aWire, type Wire } from './ask.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('rate limits, by a clock of real milliseconds', () => {
  const limits = () => new RateLimits(true);
  const update = { method: 'chat.update', tier: 3, team: 'T1' } as const;
  const posting = (channel: string) =>
    ({ method: 'chat.postMessage', tier: 'special', team: 'T1', channel }) as const;
  const passed = (count: number, once: () => number): number =>
    Array.from({ length: count }, once).filter((seconds) => seconds === 0).length;

  test('a method of tier 3 takes fifty calls at once, then one every 1.2 seconds', () => {
    const all = limits();
    expect(passed(60, () => all.wait(update, 0))).toBe(50);
    expect(all.wait(update, 0)).toBe(2);
    expect(all.wait(update, 1.1 * SECOND)).toBe(1);
    expect(all.wait(update, 1.2 * SECOND)).toBe(0);
    expect(passed(60, () => all.wait(update, 2 * MINUTE))).toBe(50);
  });

  test.each([
    [1, 1],
    [2, 20],
    [3, 50],
    [4, 100],
  ] as const)('tier %i takes %i calls a minute', (tier, calls) => {
    const all = limits();
    expect(passed(200, () => all.wait({ method: 'm', tier, team: 'T1' }, 0))).toBe(calls);
  });

  test('methods and teams have limits of their own', () => {
    const all = limits();
    passed(60, () => all.wait(update, 0));
    expect(all.wait({ ...update, method: 'chat.delete' }, 0)).toBe(0);
    expect(all.wait({ ...update, team: 'T2' }, 0)).toBe(0);
    expect(all.wait(update, 0)).toBeGreaterThan(0);
  });

  test('one channel takes a short burst and then a message a second; another channel is not held up', () => {
    const all = limits();
    expect(passed(10, () => all.wait(posting('C1'), 0))).toBe(5);
    expect(all.wait(posting('C1'), 0)).toBe(1);
    expect(all.wait(posting('C2'), 0)).toBe(0);
    expect(all.wait(posting('C1'), SECOND)).toBe(0);
    expect(all.wait(posting('C1'), SECOND)).toBe(1);
  });

  test('all channels together take several hundred a minute', () => {
    const all = limits();
    const waits = Array.from({ length: 400 }, (_, i) => all.wait(posting(`C${i}`), 0));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(300);
  });

  test('a refused call does not count: waiting as told is enough', () => {
    const all = limits();
    passed(5, () => all.wait(posting('C1'), 0));
    passed(100, () => all.wait(posting('C1'), 0));
    expect(all.wait(posting('C1'), SECOND)).toBe(0);
  });

  test('many thousands of channels do not stay in memory and do not loosen the limits', () => {
    const all = limits();
    passed(5, () => all.wait(posting('C1'), 0));
    for (let i = 0; i < 5000; i += 1) all.wait({ ...posting(`X${i}`), team: `T${i}` }, 0);
    expect(all.wait(posting('C1'), 0)).toBe(1);
  });
});

describe('planned trouble', () => {
  const fault = { kind: '429', retryAfter: 1, status: 500, ms: 0, error: '' } as const;

  test('a storm of seconds befalls every call until it is over', () => {
    const faults = new Faults();
    faults.plan({ ...fault, method: '*', times: 1, seconds: 5 }, 0);
    expect(faults.list(1500)).toMatchObject([{ method: '*', kind: '429', seconds: 4 }]);
    expect([0, 1000, 4999, 5000].map((at) => faults.next('chat.update', at)?.kind)).toEqual([
      '429',
      '429',
      '429',
      undefined,
    ]);
    expect(faults.list(5000)).toEqual([]);
  });

  test('counted trouble befalls its own method only, as often as planned', () => {
    const faults = new Faults();
    faults.plan({ ...fault, method: 'chat.update', times: 2 }, 0);
    expect(faults.next('chat.delete', 0)).toBeUndefined();
    faults.next('chat.update', 0);
    expect(faults.list(0)).toMatchObject([{ times: 1 }]);
    faults.next('chat.update', 0);
    expect(faults.next('chat.update', 0)).toBeUndefined();
  });
});

describe('over the wire', () => {
  const hello = { channel: 'CHANDSHAKE', text: 'Hello' };
  let wire: Wire;
  beforeEach(async () => {
    wire = await aWire();
  });
  afterEach(() => wire.sandbox.stop());

  test('limits are off until a hand turns them on, and then a burst ends in 429 with Retry-After', async () => {
    for (let i = 0; i < 10; i += 1) expect(await wire.errorOf('chat.postMessage', hello)).toBe('ok');
    await wire.hands('faults', { rateLimits: true });
    const answers: Response[] = [];
    for (let i = 0; i < 8; i += 1) answers.push(await wire.send('chat.postMessage', hello));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(await refused?.json()).toEqual({ ok: false, error: 'ratelimited' });
    expect((await wire.send('conversations.list')).status).toBe(200);
    expect(await wire.look('faults')).toMatchObject({ rateLimits: true });
  });

  test('Slack’s own client waits as told and loses nothing', async () => {
    await wire.hands('faults', { method: 'chat.postMessage', kind: '429', times: 1, retryAfter: 1 });
    const refused = await aClient(wire.sandbox)
      .chat.postMessage(hello)
      .catch((error: Seen) => error.retryAfter);
    expect(refused).toBe(1);
    expect(await wire.errorOf('chat.postMessage', hello)).toBe('ok');
  });

  test('what is planned can be seen, and cleared', async () => {
    await wire.hands('faults', { method: 'views.open', kind: 'slow', ms: 50, times: 3 });
    await wire.hands('faults', { method: '*', kind: '429', seconds: 60, retryAfter: 30 });
    await wire.hands('faults', { withoutScopes: ['pins:write'] });
    expect(await wire.look('faults')).toMatchObject({
      rateLimits: false,
      withoutScopes: ['pins:write'],
      faults: [
        { method: 'views.open', kind: 'slow', times: 3, ms: 50 },
        { method: '*', kind: '429', retryAfter: 30, seconds: 60 },
      ],
    });
    await wire.hands('faults', { clear: true });
    expect(await wire.look('faults')).toMatchObject({ faults: [], withoutScopes: [] });
  });

  test('a broken answer has the status that was asked for, and nothing happened', async () => {
    await wire.hands('faults', { method: 'chat.postMessage', kind: '500', status: 503 });
    expect((await wire.send('chat.postMessage', hello)).status).toBe(503);
    expect((await wire.ask('conversations.history', { channel: 'CHANDSHAKE' })).messages).toEqual([]);
  });

  test('a lost answer leaves a message that only the history knows', async () => {
    await wire.hands('faults', { method: 'chat.postMessage', kind: 'lost_answer' });
    await expect(wire.send('chat.postMessage', hello)).rejects.toThrow();
    const { messages } = await wire.ask('conversations.history', { channel: 'CHANDSHAKE' });
    expect(messages.map((m: Seen) => m.text)).toEqual(['Hello']);
  });

  test('a hand that misspells a scope or a fault is told so', async () => {
    expect(await wire.hands('faults', { withoutScopes: ['pins:wriet'] })).toMatchObject({
      error: 'bad_request',
    });
    expect(await wire.hands('faults', { method: 'x', kind: 'maybe' })).toMatchObject({
      error: 'bad_request',
    });
  });
});
