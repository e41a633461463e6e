// Events over HTTP as Slack documents them: the challenge, the repetitions, and what an app hears of.
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/sandbox.js';
import { aButton, aClient, plain, type Seen } from './a-bot.js';
import { aListener, type Listener } from './a-listener.js';

const CHANNEL = 'CHANDSHAKE';

let bot: Listener;
afterEach(() => bot.stop());

const start = async (options: Partial<SandboxOptions>): Promise<void> => {
  bot = await aListener({ retryDelaysMs: [0, 50, 100], ...options });
};
const say = (text: string) => bot.hands('say', { as: 'UDANA', channel: CHANNEL, text });
const bodies = (): Seen[] => bot.heard.map(({ body }) => JSON.parse(body));
const events = (): Seen[] => bodies().map(({ event }) => event);
const hears = (count: number) => vi.waitFor(() => expect(bot.heard).toHaveLength(count), { timeout: 5000 });
const staysAt = async (count: number): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(bot.heard).toHaveLength(count);
};

describe('the challenge of a request URL', () => {
  test.each([
    ['text', (challenge: string) => challenge],
    ['JSON', (challenge: string) => JSON.stringify({ challenge })],
    ['a form', (challenge: string) => `challenge=${challenge}`],
  ])('may come back as %s', async (_form, write) => {
    await start({});
    bot.answers.push({ status: 200, body: (heard) => write(JSON.parse(heard).challenge) });
    expect(await bot.hands('verify', {})).toMatchObject({ status: 200, body: { verified: true } });
    const [{ type }] = bodies();
    expect(type).toBe('url_verification');
    expect(bot.heard[0]?.headers['x-slack-signature']).toMatch(/^v0=[\da-f]{64}$/);
  });

  test('must come back: an empty answer or an error is told as Slack tells it', async () => {
    await start({});
    bot.answers.push({ status: 200 }, { status: 500, body: (heard) => JSON.parse(heard).challenge });
    for (const got of ['something else', 'HTTP status 500']) {
      const { status, body } = await bot.hands('verify', {});
      expect({ status, error: body.error }).toEqual({ status: 502, error: 'url_not_verified' });
      expect(body.message).toContain(got);
    }
  });
});

describe('an event that fails', () => {
  test('comes again three times and no more, each time with its number and the reason', async () => {
    await start({ events: ['message.channels'] });
    bot.answers.push({ status: 500 }, { status: 404 }, { status: 503 }, { status: 500 });
    await say('hello');
    await hears(4);
    await staysAt(4);
    expect(new Set(bodies().map(({ event_id }) => event_id)).size).toBe(1);
    expect(bot.heard.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(bot.heard[3]?.headers['x-slack-retry-reason']).toBe('http_error');
  });

  test('comes no more when the bot asks not to be told again', async () => {
    await start({ events: ['message.channels'] });
    bot.answers.push({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    await say('hello');
    await staysAt(1);
  });

  test('is signed anew each time', async () => {
    await start({ events: ['message.channels'], retryDelaysMs: [1100] });
    bot.answers.push({ status: 500 });
    await say('hello');
    await hears(2);
    const [first, again] = bot.heard.map(({ headers }) => headers['x-slack-signature']);
    expect(again).not.toBe(first);
  });
});

test('a click and a command that fail come no second time', async () => {
  await start({});
  const ts = await bot.card([aButton('go', 'Go')]);
  bot.answers.push({ status: 500 }, { status: 404 });
  const clicked = await bot.hands('click', { as: 'UDANA', channel: CHANNEL, ts, action: 'Go' });
  const typed = await bot.hands('command', { as: 'UDANA', channel: CHANNEL, text: '/x' });
  expect([clicked, typed].map(({ body }) => body.error)).toEqual(['dispatch_failed', 'dispatch_failed']);
  expect(typed.body.message).toContain('HTTP status 404');
  await staysAt(2);
});

describe('an app hears', () => {
  test('its own messages, with its id and their metadata, their changes, and their end', async () => {
    await start({ events: ['message.channels'] });
    const client = aClient(bot.sandbox);
    const metadata = { event_type: 'card', event_payload: { key: 'k' } };
    const { ts } = await client.chat.postMessage({ channel: CHANNEL, text: 'one', metadata });
    await hears(1);
    await client.chat.update({ channel: CHANNEL, ts: String(ts), text: 'two' });
    await hears(2);
    await client.chat.delete({ channel: CHANNEL, ts: String(ts) });
    await hears(3);
    expect(events()).toMatchObject([
      {
        type: 'message',
        text: 'one',
        bot_id: 'BSANDBOX',
        user: 'UBOT',
        ts,
        metadata,
        channel_type: 'channel',
      },
      {
        subtype: 'message_changed',
        hidden: true,
        channel: CHANNEL,
        message: { ts, text: 'two', edited: { user: 'UBOT' } },
        previous_message: { ts, text: 'one' },
      },
      { subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: 'two' } },
    ]);
  });

  test('of a parent with replies that is deleted as a change to a tombstone', async () => {
    await start({ events: ['message.channels'] });
    const client = aClient(bot.sandbox);
    const { ts } = await client.chat.postMessage({ channel: CHANNEL, text: 'parent' });
    await client.chat.postMessage({ channel: CHANNEL, text: 'reply', thread_ts: String(ts) });
    await client.chat.delete({ channel: CHANNEL, ts: String(ts) });
    await hears(3);
    expect(events()[1]).toMatchObject({ text: 'reply', thread_ts: ts, parent_user_id: 'UBOT' });
    expect(events()[2]).toMatchObject({ subtype: 'message_changed', message: { ts, subtype: 'tombstone' } });
  });

  test('where it was named, and separately that something was said, but not its own naming of itself', async () => {
    await start({ events: ['message.channels', 'app_mention'] });
    await say('Hello @handshake');
    await hears(2);
    expect(
      events()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['app_mention', 'message']);
    await aClient(bot.sandbox).chat.postMessage({ channel: CHANNEL, text: 'I am <@UBOT>' });
    await staysAt(3);
  });

  test('what is said to it directly as im, which is no mention', async () => {
    await start({ events: ['message.im', 'message.channels', 'app_mention'] });
    await bot.hands('say', { as: 'USAM', channel: 'dm', text: 'Hi @handshake' });
    await say('elsewhere');
    await hears(2);
    expect(events().map((event) => event.channel_type)).toEqual(['im', 'channel']);
  });

  test('of reactions and of people who come in, where it is a member', async () => {
    await start({ events: ['reaction_added', 'reaction_removed', 'member_joined_channel'] });
    const ts = await bot.card([aButton('go', 'Go')]);
    const eyes = { as: 'UDANA', channel: CHANNEL, ts, name: 'eyes' };
    await bot.hands('react', eyes);
    await bot.hands('react', eyes);
    await bot.hands('react', { ...eyes, remove: true });
    await bot.hands('join', { as: 'UDANA', channel: 'marketing' });
    await aClient(bot.sandbox).conversations.join({ channel: 'CMARKETING' });
    await bot.hands('join', { as: 'USAM', channel: 'CMARKETING' });
    await hears(4);
    expect(events()).toMatchObject([
      {
        type: 'reaction_added',
        user: 'UDANA',
        reaction: 'eyes',
        item: { channel: CHANNEL, ts },
        item_user: 'UBOT',
      },
      { type: 'reaction_removed', user: 'UDANA', reaction: 'eyes' },
      { type: 'member_joined_channel', user: 'UBOT', channel: 'CMARKETING', channel_type: 'C' },
      { type: 'member_joined_channel', user: 'USAM' },
    ]);
  });

  test('that Home was opened with the view that is there, and that Messages was without one', async () => {
    await start({ events: ['app_home_opened'] });
    await bot.hands('home', { as: 'UDANA' });
    const view = { type: 'home' as const, blocks: [{ type: 'section' as const, text: plain('Hi') }] };
    await aClient(bot.sandbox).views.publish({ user_id: 'UDANA', view });
    await bot.hands('home', { as: 'UDANA' });
    await bot.hands('home', { as: 'UDANA', tab: 'messages' });
    await hears(3);
    expect(events().map(({ tab, view }) => [tab, view?.type])).toEqual([
      ['home', undefined],
      ['home', 'home'],
      ['messages', undefined],
    ]);
  });

  test('of nothing that it does not subscribe to', async () => {
    await start({ events: ['app_mention'] });
    await say('hello');
    await bot.hands('home', { as: 'UDANA' });
    await staysAt(0);
  });
});
