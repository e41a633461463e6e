// npm run sandbox: what it prints is all that a bot in another process needs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import type { Running } from '../../src/commands/running.js';
import { startSandboxAlone } from '../../src/commands/sandbox.js';
import { readConfig } from '../../src/config.js';

let folder: string;
let running: Running;
afterEach(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});

async function printed(variables: NodeJS.ProcessEnv): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const lines: string[] = [];
  const config = readConfig({ DATA_DIR: folder, SANDBOX_PORT: '0', ...variables });
  running = await startSandboxAlone(config, (line) => lines.push(line));
  return lines.join('\n');
}

const found = (text: string, pattern: RegExp): string => pattern.exec(text)?.[0] ?? `nothing like ${pattern}`;

test('gives the address and the token with which a bot can write to the channel it names', async () => {
  const text = await printed({});
  const client = new WebClient(found(text, /xoxb-\w+/), { slackApiUrl: found(text, /http:\S+\/api\//) });
  const posted = await client.chat.postMessage({ channel: found(text, /C[A-Z]{5,}/), text: 'Here' });
  expect(posted.ok).toBe(true);
  expect(await client.users.info({ user: found(text, /UDANA/) })).toMatchObject({ user: { name: 'dana' } });
});

test('says how a bot connects: over Socket Mode, and over HTTP where it was told the address', async () => {
  const text = await printed({ SANDBOX_REQUEST_URL: 'http://127.0.0.1:9/slack/events' });
  expect(text).toContain('app token xapp-sandbox');
  expect(text).toContain('signing secret sandbox · requests go to http://127.0.0.1:9/slack/events');
});
