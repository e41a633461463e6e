// Scheduled messages in the sandbox: they wait for the business clock, whoever moves it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Seen } from './a-bot.js';
import { aStillClock, aWire, type Wire } from './ask.js';

const START = '2026-11-02T00:00:00Z';
const start = Date.parse(START) / 1000;
const HOUR = 3600;
const channel = 'CHANDSHAKE';

let wire: Wire;
let clock: ReturnType<typeof aStillClock>;
beforeEach(async () => {
  clock = aStillClock(START);
  wire = await aWire({ clock });
});
afterEach(() => wire.sandbox.stop());

const schedule = (text: string, postAt: number, more: Record<string, unknown> = {}): Promise<Seen> =>
  wire.ask('chat.scheduleMessage', { channel, text, post_at: postAt, ...more });
const texts = async (): Promise<string[]> =>
  (await wire.ask('conversations.history', { channel })).messages.map((m: Seen) => m.text);
const waiting = async (args: Record<string, unknown> = {}): Promise<Seen[]> =>
  (await wire.ask('chat.scheduledMessages.list', args)).scheduled_messages;

test('a message is sent at its time and not before, also when the clock jumps over it', async () => {
  await schedule('second', start + 2 * HOUR);
  const first = await schedule('first', start + HOUR);
  expect(first).toMatchObject({
    channel,
    post_at: start + HOUR,
    message: { type: 'delayed_message', text: 'first' },
  });
  await wire.hands('clock', { advance: 'PT59M' });
  expect(await texts()).toEqual([]);
  await wire.hands('clock', { advance: 'P1W' });
  expect(await texts()).toEqual(['second', 'first']);
  const { messages } = await wire.ask('conversations.history', { channel });
  expect(messages.map((m: Seen) => Number(m.ts))).toEqual([start + 2 * HOUR, start + HOUR]);
  expect(await waiting()).toEqual([]);
});

test('a clock that moves by itself sends them, too', async () => {
  await schedule('soon', start + 60);
  await clock.moveTo(new Date((start + 61) * 1000));
  await expect.poll(texts, { timeout: 5000 }).toEqual(['soon']);
});

test('a scheduled reply with blocks and metadata arrives whole', async () => {
  const { ts } = await wire.ask('chat.postMessage', { channel, text: 'parent' });
  const metadata = { event_type: 'card', event_payload: { key: 'k' } };
  await schedule('reply', start + HOUR, { thread_ts: ts, blocks: [{ type: 'divider' }], metadata });
  await wire.hands('clock', { advance: 'PT1H' });
  const { messages } = await wire.ask('conversations.replies', { channel, ts, include_all_metadata: true });
  expect(messages[1]).toMatchObject({
    text: 'reply',
    thread_ts: ts,
    blocks: [{ type: 'divider' }],
    metadata,
  });
});

test('what waits is listed in order, by channel and time, and can be taken back until a minute before', async () => {
  const { scheduled_message_id: later } = await schedule('later', start + 2 * HOUR);
  const { scheduled_message_id: sooner } = await schedule('sooner', start + HOUR);
  await schedule('elsewhere', start + HOUR, { channel: 'CGENERAL' });
  expect((await waiting({ channel })).map((s) => s.id)).toEqual([sooner, later]);
  expect((await waiting({ latest: start + HOUR })).map((s) => s.text)).toEqual(['sooner', 'elsewhere']);
  const remove = (id: string) =>
    wire.errorOf('chat.deleteScheduledMessage', { channel, scheduled_message_id: id });
  expect(await remove(later)).toBe('ok');
  expect(await remove(later)).toBe('invalid_scheduled_message_id');
  await clock.moveTo(new Date((start + HOUR - 59) * 1000));
  expect(await remove(sooner)).toBe('invalid_scheduled_message_id');
});

test('nothing is said into a channel that was archived in the meantime', async () => {
  const { channel: made } = await wire.ask('conversations.create', { name: 'short-lived' });
  await schedule('too late', start + HOUR, { channel: made.id });
  await wire.ask('conversations.archive', { channel: made.id });
  await wire.hands('clock', { advance: 'PT2H' });
  expect((await wire.ask('conversations.history', { channel: made.id })).messages).toEqual([]);
  expect(await waiting()).toEqual([]);
});

test.each([
  ['time_in_past', { text: 'x', post_at: start }],
  ['time_too_far', { text: 'x', post_at: start + 120 * 24 * HOUR + 60 }],
  ['invalid_time', { text: 'x', post_at: 'tomorrow' }],
  ['invalid_arguments', { text: 'x' }],
  ['no_text', { post_at: start + HOUR }],
  ['channel_not_found', { channel: 'CNONE', text: 'x', post_at: start + HOUR }],
])('answers %s', async (error, args) => {
  expect(await wire.errorOf('chat.scheduleMessage', { channel, ...args })).toBe(error);
});

test('answers restricted_too_many to the thirty-first message within five minutes', async () => {
  for (let i = 0; i < 30; i += 1) await schedule(`${i}`, start + HOUR + i);
  expect((await schedule('one more', start + HOUR + 100)).error).toBe('restricted_too_many');
  expect((await schedule('later', start + HOUR + 400)).ok).toBe(true);
  expect(await wire.errorOf('chat.scheduledMessages.list', { channel: 'CNONE' })).toBe('invalid_channel');
});
