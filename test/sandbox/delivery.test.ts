// What reaches the bot, how it is signed, and what happens when the bot is late, broken or absent.
import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ResponseUrls, Triggers } from '../../src/sandbox/triggers.js';
import { aButton, aClient, mrkdwn, plain, type Seen } from './a-bot.js';
import { aListener, type Listener } from './a-listener.js';

let bot: Listener;
beforeEach(async () => {
  bot = await aListener();
});
afterEach(() => bot.stop());

test('every request is signed over its raw body with a time of now', async () => {
  await bot.hands('command', { as: 'UDANA', channel: 'general', text: '/charter  set a=b & c' });
  const [{ headers, body } = { headers: {}, body: '' }] = bot.heard;
  const time = headers['x-slack-request-timestamp'];
  expect(headers['x-slack-signature']).toBe(
    `v0=${createHmac('sha256', 'sandbox').update(`v0:${time}:${body}`).digest('hex')}`,
  );
  expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
    command: '/charter',
    text: 'set a=b & c',
    user_id: 'UDANA',
    channel_id: 'CGENERAL',
    channel_name: 'general',
    team_id: 'TSANDBOX',
    response_url: expect.stringContaining(`${bot.sandbox.url}/hooks/respond/`),
  });
});

test('a click carries who, where, the message, and the button', async () => {
  const ts = await bot.card([aButton('accept', 'Accept', '42')]);
  await bot.hands('click', { as: 'Dana Whitlock', channel: 'mql-handshake', ts, action: 'Accept' });
  expect(bot.payload()).toMatchObject({
    type: 'block_actions',
    user: { id: 'UDANA', team_id: 'TSANDBOX' },
    api_app_id: 'ASANDBOX',
    channel: { id: 'CHANDSHAKE', name: 'mql-handshake' },
    container: { type: 'message', message_ts: ts, channel_id: 'CHANDSHAKE', is_ephemeral: false },
    message: { ts, blocks: [{ block_id: 'b' }] },
    actions: [{ type: 'button', action_id: 'accept', block_id: 'b', value: '42', text: plain('Accept') }],
    trigger_id: expect.any(String),
    response_url: expect.any(String),
  });
});

test('a menu’s option is reached by its label, and a confirmation can be denied', async () => {
  const option = (value: string, label: string) => ({ text: plain(label), value });
  const confirm = { title: plain('Sure?'), text: mrkdwn('Really'), confirm: plain('Yes'), deny: plain('No') };
  const ts = await bot.card([
    { type: 'overflow', action_id: 'more', options: [option('r', 'Reassign'), option('s', 'Snooze')] },
    { ...aButton('drop', 'Drop'), confirm },
  ]);
  await bot.hands('click', { as: 'UDANA', channel: 'CHANDSHAKE', ts, action: 'Snooze' });
  expect(bot.payload().actions[0]).toMatchObject({ type: 'overflow', selected_option: { value: 's' } });
  await bot.hands('click', { as: 'UDANA', channel: 'CHANDSHAKE', ts, action: 'Drop', deny: true });
  expect(bot.heard).toHaveLength(1);
});

test('choosing in a message tells the bot at once and shows what was chosen', async () => {
  const ts = await bot.card([{ type: 'users_select', action_id: 'who' }]);
  const { body } = await bot.hands('choose', {
    as: 'UDANA',
    channel: 'CHANDSHAKE',
    ts,
    action: 'who',
    values: '@mia',
  });
  expect(bot.payload()).toMatchObject({
    actions: [{ action_id: 'who', selected_user: 'UMIA' }],
    state: { values: { b: { who: { selected_user: 'UMIA' } } } },
  });
  expect(body.channels[0].messages.at(-1).state.values.b.who.selected_user).toBe('UMIA');
});

test('a click in an ephemeral is marked so and shows no message to the bot', async () => {
  await aClient(bot.sandbox).chat.postEphemeral({
    channel: 'CHANDSHAKE',
    user: 'UDANA',
    text: 'psst',
    blocks: [{ type: 'actions', elements: [aButton('ok', 'OK')] }],
  });
  await bot.hands('click', { as: 'UDANA', channel: 'CHANDSHAKE', action: 'OK' });
  expect(bot.payload().container).toMatchObject({ is_ephemeral: true });
  expect(bot.payload()).not.toHaveProperty('message');
  const remove = { delete_original: true };
  expect(
    (await fetch(bot.payload().response_url, { method: 'POST', body: JSON.stringify(remove) })).status,
  ).toBe(200);
  const seen = await bot.see('UDANA');
  expect(seen.ephemerals).toEqual([]);
});

test('a failing bot is shown to the person with its HTTP status', async () => {
  const ts = await bot.card([aButton('accept', 'Accept')]);
  bot.answers.push({ status: 500 });
  const { status, body } = await bot.hands('click', {
    as: 'UDANA',
    channel: 'CHANDSHAKE',
    ts,
    action: 'accept',
  });
  expect({ status, error: body.error }).toEqual({ status: 502, error: 'dispatch_failed' });
  expect(body.message).toContain('HTTP status 500');
});

test('an answer that comes some time after a silent ack is waited for', async () => {
  const asked = bot.hands('command', { as: 'UDANA', channel: 'general', text: '/count' });
  await vi.waitFor(() => expect(bot.heard).toHaveLength(1));
  await pause(300);
  await fetch(bot.field('response_url'), { method: 'POST', body: JSON.stringify({ text: 'counted' }) });
  expect((await asked).body.ephemerals.map((e: Seen) => e.text)).toEqual(['counted']);
});

test('a response URL works five times, ephemeral by default, and then no more', async () => {
  await bot.hands('command', { as: 'UDANA', channel: 'general', text: '/x' });
  const url = bot.field('response_url');
  const respond = async (body: object) =>
    (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
  expect(await respond({ text: 'quiet' })).toBe(200);
  expect(await respond({ text: 'loud', response_type: 'in_channel' })).toBe(200);
  expect(await respond({ text: 'x', blocks: [{ type: 'nope' }] })).toBe(400);
  expect(await respond({ text: 'four' })).toBe(200);
  expect(await respond({ text: 'five' })).toBe(200);
  expect(await respond({ text: 'six' })).toBe(404);
  const seen = await bot.see('UDANA');
  expect(seen.ephemerals.map((e: Seen) => e.text)).toEqual(['quiet', 'four', 'five']);
  expect(seen.channels.find((c: Seen) => c.name === 'general').messages.at(-1).text).toBe('loud');
});

test('an event that failed comes again with the same event_id, three times at most', async () => {
  await bot.stop();
  bot = await aListener({ events: ['message.channels'], retryDelaysMs: [0, 50, 100] });
  bot.answers.push({ status: 500 }, { status: 500 }, { status: 200 });
  await bot.hands('say', { as: 'UDANA', channel: 'CHANDSHAKE', text: 'a < b' });
  await vi.waitFor(() => expect(bot.heard).toHaveLength(3), { timeout: 3000 });
  const bodies = bot.heard.map(({ body }) => JSON.parse(body));
  expect(new Set(bodies.map((b) => b.event_id)).size).toBe(1);
  expect(bodies[0]).toMatchObject({
    type: 'event_callback',
    team_id: 'TSANDBOX',
    event: {
      type: 'message',
      text: 'a &lt; b',
      user: 'UDANA',
      channel: 'CHANDSHAKE',
      channel_type: 'channel',
    },
  });
  expect(bot.heard.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2']);
  expect(bot.heard[1]?.headers['x-slack-retry-reason']).toBe('http_error');
});

test('the bot does not hear what is said in channels it is not in', async () => {
  await bot.stop();
  bot = await aListener({ events: ['message.channels'] });
  await bot.hands('say', { as: 'UMIA', channel: 'marketing', text: 'secret' });
  expect(bot.heard).toEqual([]);
});

test('a trigger opens one modal within three seconds', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const triggers = new Triggers();
    const [used, old] = [triggers.give('UDANA'), triggers.give('UDANA')];
    expect(triggers.take(used)).toEqual({ person: 'UDANA' });
    expect(triggers.take(used)).toEqual({ error: 'exchanged_trigger_id' });
    vi.advanceTimersByTime(3001);
    expect(triggers.take(old)).toEqual({ error: 'expired_trigger_id' });
    expect(triggers.take('made up')).toEqual({ error: 'invalid_trigger_id' });
  } finally {
    vi.useRealTimers();
  }
});

test('a response URL ends after half an hour', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const urls = new ResponseUrls();
    const id = urls.give({ person: 'UDANA', channel: 'CGENERAL' });
    vi.advanceTimersByTime(30 * 60_000 + 1);
    expect(urls.use(id)).toEqual({ error: 'expired_url' });
  } finally {
    vi.useRealTimers();
  }
});

test('buttons of one name in one view are told apart by block or value', async () => {
  const row = (value: string) => ({
    type: 'section',
    block_id: value,
    text: mrkdwn(value),
    accessory: aButton('open', 'Open', value),
  });
  await aClient(bot.sandbox).views.publish({
    user_id: 'UDANA',
    view: { type: 'home', blocks: [row('a'), row('b')] as Seen },
  });
  const unclear = await bot.hands('click', { as: 'UDANA', channel: 'home', action: 'Open' });
  expect(unclear).toMatchObject({ status: 409, body: { error: 'ambiguous_action' } });
  await bot.hands('click', { as: 'UDANA', channel: 'home', action: 'Open', value: 'b' });
  expect(bot.payload()).toMatchObject({ view: { type: 'home' }, actions: [{ block_id: 'b', value: 'b' }] });
});
