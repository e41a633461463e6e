// Socket Mode as Slack documents it: tickets, hello, envelopes and their acks, redelivery, and leave-taking.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { Tickets } from '../../src/sandbox/delivery/tickets.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { aButton, aClient, plain, post, type Seen } from './a-bot.js';
import { aModal } from './a-listener.js';
import { anAddress, aSocket } from './a-socket.js';

const CHANNEL = 'CHANDSHAKE';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, events: ['app_home_opened'], retryDelaysMs: [0, 100, 300] });
});
afterEach(() => sandbox.stop());

const hands = (deed: string, body: object) => post(sandbox, `/hands/${deed}`, body);
const command = (text: string) => hands('command', { as: 'UDANA', channel: CHANNEL, text });

async function card(): Promise<string> {
  const blocks = [{ type: 'actions' as const, block_id: 'b', elements: [aButton('go', 'Go')] }];
  return String((await aClient(sandbox).chat.postMessage({ channel: CHANNEL, text: 'card', blocks })).ts);
}

describe('the ticket', () => {
  test('is for the app-level token only, and leads to this machine', async () => {
    const { ok, url } = await anAddress(sandbox);
    expect(ok).toBe(true);
    expect(url).toMatch(
      new RegExp(`^ws://127\\.0\\.0\\.1:${sandbox.port}/link/\\?ticket=[\\w-]{20,}&app_id=ASANDBOX$`),
    );
    expect(await anAddress(sandbox, sandboxCredentials.botToken)).toMatchObject({
      error: 'not_allowed_token_type',
    });
    expect(await anAddress(sandbox, 'xapp-made-up')).toMatchObject({ error: 'invalid_auth' });
  });

  test('opens one connection and no second one, and a foreign one opens none', async () => {
    const { url } = await anAddress(sandbox);
    const socket = await aSocket(sandbox, url);
    await expect(aSocket(sandbox, url)).rejects.toThrow('401');
    await expect(aSocket(sandbox, url.replace(/ticket=[^&]+/, 'ticket=guess'))).rejects.toThrow('401');
    expect(await socket.message(0)).toMatchObject({ type: 'hello' });
  });

  test('lasts for thirty seconds', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const tickets = new Tickets();
      const [fresh, old] = [tickets.give(), tickets.give()];
      vi.advanceTimersByTime(30_000);
      expect(tickets.take(fresh)).toBe(true);
      vi.advanceTimersByTime(1);
      expect(tickets.take(old)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is no use to a page in a browser, nor under another name of this machine', async () => {
    const fromPage = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' };
    const { url } = await anAddress(sandbox);
    await expect(aSocket(sandbox, url, fromPage)).rejects.toThrow('403');
    await expect(aSocket(sandbox, url, { origin: 'http://evil.example' })).rejects.toThrow('403');
    await expect(aSocket(sandbox, url, { host: 'evil.example' })).rejects.toThrow('403');
    await expect(aSocket(sandbox, url)).resolves.toBeDefined();
  });
});

test('a connection is greeted with how many there are, and the eleventh is turned away', async () => {
  const sockets = [];
  for (let i = 0; i < 10; i += 1) sockets.push(await aSocket(sandbox));
  expect(await sockets[9]?.message(0)).toMatchObject({
    type: 'hello',
    num_connections: 10,
    debug_info: { host: expect.any(String), approximate_connection_time: 18_060 },
    connection_info: { app_id: 'ASANDBOX' },
  });
  const late = await aSocket(sandbox);
  expect(await late.message(0)).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  await late.closed;
  sockets[0]?.close();
  await sockets[0]?.closed;
  await vi.waitFor(async () =>
    expect(await (await aSocket(sandbox)).message(0)).toMatchObject({ type: 'hello' }),
  );
});

describe('an envelope', () => {
  test('of a slash command takes its answer in the ack', async () => {
    const socket = await aSocket(sandbox);
    const answered = command('/charter  a=b & c');
    const envelope = await socket.message(1);
    expect(envelope).toMatchObject({
      type: 'slash_commands',
      accepts_response_payload: true,
      envelope_id: expect.stringMatching(/^[\da-f-]{36}$/),
      payload: { command: '/charter', text: 'a=b & c', user_id: 'UDANA', trigger_id: expect.any(String) },
    });
    expect(envelope).not.toHaveProperty('retry_attempt');
    socket.ack(envelope, { text: 'Here it is' });
    expect((await answered).body.ephemerals.at(-1)).toMatchObject({ text: 'Here it is' });
  });

  test('of a click is acked without an answer, and one that comes along is ignored', async () => {
    const socket = await aSocket(sandbox);
    const clicked = hands('click', { as: 'dana', channel: CHANNEL, ts: await card(), action: 'Go' });
    const envelope = await socket.message(1);
    expect(envelope).toMatchObject({ type: 'interactive', accepts_response_payload: false });
    expect(envelope.payload).toMatchObject({ type: 'block_actions', actions: [{ action_id: 'go' }] });
    socket.ack(envelope, { text: 'nobody reads this' });
    const { status, body } = await clicked;
    expect({ status, ephemerals: body.ephemerals }).toEqual({ status: 200, ephemerals: [] });
  });

  test('of a submitted view takes errors, an update and a push in the ack', async () => {
    const socket = await aSocket(sandbox);
    const opening = command('/form');
    const asked = await socket.message(1);
    const { trigger_id } = asked.payload;
    await aClient(sandbox).views.open({ trigger_id, view: aModal() as Seen });
    socket.ack(asked);
    await opening;

    const submit = async (n: number, answer: unknown) => {
      const sent = hands('submit', { as: 'dana' });
      const envelope = await socket.message(n);
      expect(envelope).toMatchObject({ type: 'interactive', accepts_response_payload: true });
      socket.ack(envelope, answer);
      return (await sent).body;
    };
    const errors = { i: 'Not this one.' };
    expect((await submit(2, { response_action: 'errors', errors })).errors).toEqual(errors);
    const pushed = await submit(3, { response_action: 'push', view: aModal({ title: plain('Second') }) });
    expect(pushed.modal).toMatchObject({ depth: 2, title: { text: 'Second' } });
    const changed = await submit(4, { response_action: 'update', view: aModal({ title: plain('Third') }) });
    expect(changed.modal).toMatchObject({ depth: 2, title: { text: 'Third' } });
    expect((await submit(5, {})).modal).toMatchObject({ depth: 1 });
  });

  test('goes to any of several connections, each to one', async () => {
    const sockets = [await aSocket(sandbox), await aSocket(sandbox)];
    const answers = [command('/one'), command('/two')];
    const heard = await Promise.all(sockets.map((socket) => socket.message(1)));
    for (const [i, socket] of sockets.entries()) socket.ack(heard[i]);
    await Promise.all(answers);
    expect(heard.map(({ payload }) => payload.command).sort()).toEqual(['/one', '/two']);
  });
});

describe('without an ack', () => {
  test('a command fails in front of the person, and comes no second time', async () => {
    const socket = await aSocket(sandbox);
    const { status, body } = await command('/silence');
    expect({ status, error: body.error }).toEqual({ status: 504, error: 'operation_timeout' });
    expect(socket.heard.filter(({ type }) => type === 'slash_commands')).toHaveLength(1);
  });

  test('an event comes again on another connection, with the same event_id and the count of attempts', async () => {
    const first = await aSocket(sandbox);
    const opened = hands('home', { as: 'dana' });
    const lost = await first.message(1);
    expect(lost).toMatchObject({
      type: 'events_api',
      retry_attempt: 0,
      retry_reason: '',
      payload: { type: 'event_callback', event: { type: 'app_home_opened', user: 'UDANA', tab: 'home' } },
    });
    const second = await aSocket(sandbox);
    first.cut();
    const again = await second.message(1);
    expect(again).toMatchObject({
      retry_attempt: 1,
      retry_reason: 'connection_failed',
      payload: { event_id: lost.payload.event_id },
    });
    expect(again.envelope_id).not.toBe(lost.envelope_id);
    second.ack(again);
    await opened;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(second.heard).toHaveLength(2);
  });

  test('a person is told that no bot is there, and how to connect one', async () => {
    const { status, body } = await command('/anybody');
    expect({ status, error: body.error }).toEqual({ status: 502, error: 'dispatch_failed' });
    expect(body.message).toContain('No bot is connected');
  });

  test('an event that found nobody reaches a bot that connects a little later', async () => {
    await hands('home', { as: 'dana' });
    const socket = await aSocket(sandbox);
    expect(await socket.message(1)).toMatchObject({ payload: { event: { type: 'app_home_opened' } } });
  });
});

describe('taking leave', () => {
  test('a connection that is to be renewed says so, takes nothing new, and keeps the acks of what is under way', async () => {
    const old = await aSocket(sandbox);
    const answered = command('/slow');
    const pending = await old.message(1);
    expect((await hands('disconnect', {})).body).toMatchObject({ connections: 1 });
    expect(await old.message(2)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    const renewed = await aSocket(sandbox);
    old.ack(pending, { text: 'Just in time' });
    expect((await answered).body.ephemerals.at(-1)).toMatchObject({ text: 'Just in time' });
    const next = command('/next');
    const envelope = await renewed.message(1);
    renewed.ack(envelope);
    expect((await next).status).toBe(200);
    await old.closed;
    expect(old.heard).toHaveLength(3);
  });

  test('a warning leaves the connection working', async () => {
    const socket = await aSocket(sandbox);
    await hands('disconnect', { reason: 'warning' });
    expect(await socket.message(1)).toMatchObject({ type: 'disconnect', reason: 'warning' });
    const answered = command('/still');
    socket.ack(await socket.message(2));
    expect((await answered).status).toBe(200);
  });
});

test('noise on a connection harms nobody', async () => {
  const socket = await aSocket(sandbox);
  socket.ack({ envelope_id: 'of nobody' }, 'x');
  socket.ack({}, { deep: [] });
  socket.ack({ envelope_id: { toString: 0 } });
  const answered = command('/charter');
  const envelope = await socket.message(1);
  socket.ack(envelope, { text: 'Fine' });
  socket.ack(envelope, { text: 'Twice' });
  expect((await answered).body.ephemerals.map((e: Seen) => e.text)).toEqual(['Fine']);
});
