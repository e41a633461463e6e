// The connection over Socket Mode when Slack goes away: it comes back while the bot runs, and never once it has stopped.
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SlackConfig } from '../../src/config.js';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { type Connection, connect } from '../../src/slack/connect.js';
import type { Desk } from '../../src/slack/desk.js';

/** The client's pause before it connects again. */
const PAUSE_MS = 5000;

let sandbox: Sandbox;
let connection: Connection;
beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, events: [] });
  const config: SlackConfig = {
    botToken: sandboxCredentials.botToken,
    connection: { kind: 'socket', appToken: sandboxCredentials.appToken },
    apiUrl: sandbox.apiUrl,
    channel: sandbox.channel.id,
    marketing: [sandbox.marketingGroup.id],
  };
  connection = connect({
    config,
    identity: { team: sandbox.team.id, botId: 'BSANDBOX', botUserId: 'UBOT' },
    // Nobody clicks here, so no listener reaches for it.
    desk: {} as Desk,
    log: pino({ level: 'silent' }),
    wall: Date.now,
  });
  await connection.start();
});
afterEach(async () => {
  await connection.stop();
  await sandbox.stop();
});

/** How many connections the bot has, which a warning tells without ending them. */
async function connections(): Promise<number> {
  const body = JSON.stringify({ reason: 'warning' });
  const response = await fetch(`${sandbox.url}/hands/disconnect`, { method: 'POST', body });
  return Number(((await response.json()) as { connections: unknown }).connections);
}

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('comes back when Slack was away', async () => {
  const { port } = sandbox;
  await sandbox.stop();
  await pass(PAUSE_MS + 1500);
  sandbox = await startSandbox({ port, events: [] });
  await vi.waitFor(async () => expect(await connections()).toBe(1), { timeout: 20_000, interval: 500 });
});

test('does not come back once it was stopped, though it was looking for Slack at that moment', async () => {
  const { port } = sandbox;
  await sandbox.stop();
  await pass(PAUSE_MS + 1500);
  await connection.stop();
  sandbox = await startSandbox({ port, events: [] });
  await pass(PAUSE_MS + 1500);
  expect(await connections()).toBe(0);
});
