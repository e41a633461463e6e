// Where Slack refuses a drawing's blocks, its plainer form is what stands there.
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movedClock } from '../../src/commands/moved-clock.js';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Drawing } from '../../src/slack/drawing.js';
import { plainerIfRefused } from '../../src/slack/plainer.js';
import { section } from '../../src/slack/views/block-parts.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, requestUrl: () => '', clock: movedClock(null) });
});
afterAll(() => sandbox?.stop());

const refuse = (error: string) =>
  fetch(`${sandbox.url}/hands/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'chat.postMessage', kind: 'error', error, times: 1 }),
  });

/** Posts it, and tells what stands in the channel then. */
async function posted(drawing: Drawing): Promise<unknown> {
  const client = new WebClient(sandboxCredentials.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
  });
  const { message } = await plainerIfRefused(drawing, (content) =>
    client.chat.postMessage({ channel: sandbox.channel.id, ...content }),
  );
  return message?.blocks?.[0] && 'text' in message.blocks[0] ? message.blocks[0].text : null;
}

const drawing = { text: 'The week', blocks: [section('With a chart')], plainer: [section('Without')] };

test('what is taken is sent once, as it is', async () => {
  expect(await posted(drawing)).toMatchObject({ text: 'With a chart' });
});

test('what is refused is sent once more, plainer', async () => {
  await refuse('invalid_blocks');
  expect(await posted(drawing)).toMatchObject({ text: 'Without' });
});

test('what has no plainer form, and what is refused for something else, stays refused', async () => {
  await refuse('invalid_blocks');
  await expect(posted({ text: drawing.text, blocks: drawing.blocks })).rejects.toThrow('invalid_blocks');
  await refuse('channel_not_found');
  await expect(posted(drawing)).rejects.toThrow('channel_not_found');
});
