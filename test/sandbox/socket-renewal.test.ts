// The client that real bots use, over Socket Mode: it comes back by itself, and nothing that was said is lost.
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { post, type Seen } from './a-bot.js';

/** The client waits for as long as it waits for a pong before it connects again. */
const RECONNECTS_AFTER_MS = 1500;

let sandbox: Sandbox;
let app: App;
let heard: Seen[];
beforeEach(async () => {
  heard = [];
  sandbox = await startSandbox({
    port: 0,
    events: ['message.channels'],
    retryDelaysMs: [0, 1000, 4000],
  });
  const clientOptions = {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { forever: true, minTimeout: 100, maxTimeout: 500 },
  };
  const receiver = new SocketModeReceiver({
    appToken: sandboxCredentials.appToken,
    clientPingTimeout: RECONNECTS_AFTER_MS,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions },
  });
  app = new App({ receiver, token: sandboxCredentials.botToken, clientOptions, logLevel: LogLevel.ERROR });
  app.message(async ({ body }) => {
    heard.push(body);
  });
  await app.start();
});
afterEach(async () => {
  await app.stop();
  await sandbox.stop();
});

const hands = (deed: string, body: object) => post(sandbox, `/hands/${deed}`, body);
const say = (text: string) => hands('say', { as: 'sam', channel: 'general', text });
const texts = () => [...new Set(heard.map(({ event }) => event.text))].sort();

test('over a renewed connection, everything said before, in between and after arrives', async () => {
  await say('1 before');
  expect((await hands('disconnect', {})).body).toMatchObject({ connections: 1 });
  await say('2 in between');
  await say('3 in between');
  await vi.waitFor(() => expect(texts()).toEqual(['1 before', '2 in between', '3 in between']), 15_000);
  await say('4 after');
  await vi.waitFor(() => expect(texts()).toContain('4 after'), 5000);
});

test('a command typed while the bot is away fails, and works again once it is back', async () => {
  app.command('/ping', async ({ ack }) => ack('pong'));
  await hands('disconnect', {});
  const typed = { as: 'sam', channel: 'general', text: '/ping' };
  expect(await hands('command', typed)).toMatchObject({ status: 502, body: { error: 'dispatch_failed' } });
  await vi.waitFor(async () => {
    const { body } = await hands('command', typed);
    expect(body.ephemerals.at(-1)?.text).toBe('pong');
  }, 15_000);
});

test('a bot finds back to a Slack that was away', async () => {
  const { port } = sandbox;
  await sandbox.stop();
  await new Promise((resolve) => setTimeout(resolve, RECONNECTS_AFTER_MS + 500));
  sandbox = await startSandbox({ port, events: ['message.channels'] });
  await say('anybody?');
  await vi.waitFor(() => expect(texts()).toEqual(['anybody?']), 15_000);
});
