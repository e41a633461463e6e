// The sandbox's file: older ones still open, later and broken ones are refused in plain words, none is overwritten.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSandbox } from '../../src/commands/sandbox.js';
import { ConfigError } from '../../src/errors.js';
import { readState } from '../../src/sandbox/persistence.js';
import { seedWorkspace } from '../../src/sandbox/seed.js';
import type { Seen } from './a-bot.js';
import { aWire } from './ask.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  file = join(folder, 'sandbox.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A workspace as version 1 wrote it. */
const ofVersionOne = () => ({
  version: 1,
  team: { id: 'TSANDBOX', name: 'Southern Cross Advisory', domain: 'southern-cross' },
  app: { id: 'ASANDBOX', botId: 'BSANDBOX', botUser: 'UBOT' },
  people: [
    ...[
      ['UDANA', 'dana', false],
      ['UBOT', 'handshake', true],
    ].map(([id, name, isBot]) => ({
      ...{ id, name, isBot, isAdmin: false },
      ...{ realName: name, title: '', tz: 'Australia/Sydney', email: `${name}@southerncross.example` },
    })),
  ],
  groups: [{ id: 'SMARKETING', handle: 'marketing', name: 'Marketing', users: [] }],
  channels: [
    {
      id: 'CHANDSHAKE',
      name: 'mql-handshake',
      isPrivate: false,
      members: ['UDANA', 'UBOT'],
      topic: '',
      messages: [
        {
          ts: '1700000000.000100',
          user: 'UBOT',
          bot: true,
          text: 'Old',
          blocks: [{ type: 'divider', block_id: 'b' }],
          metadata: { event_type: 'card', event_payload: { key: 'k' } },
        },
      ],
      lastMicros: 1_700_000_000_000_100,
    },
  ],
  ephemerals: [],
  modals: {},
  homes: {},
  clockAheadMs: 86_400_000,
});

test('a file of version 1 opens with its messages, and can do what is new since', async () => {
  await writeFile(file, JSON.stringify(ofVersionOne()));
  const wire = await aWire({ stateFile: file });
  const channel = 'CHANDSHAKE';
  const { messages } = await wire.ask('conversations.history', { channel, include_all_metadata: true });
  expect(messages).toMatchObject([{ text: 'Old', metadata: { event_payload: { key: 'k' } } }]);
  expect(await wire.errorOf('pins.add', { channel, timestamp: '1700000000.000100' })).toBe('ok');
  expect((await wire.ask('users.info', { user: 'UDANA' })).user).toMatchObject({
    deleted: false,
    is_owner: false,
  });
  const post_at = Math.floor(Date.now() / 1000) + 2 * 86_400;
  expect(await wire.errorOf('chat.scheduleMessage', { channel, text: 'x', post_at })).toBe('ok');
  await wire.sandbox.stop();
  const kept: Seen = JSON.parse(await readFile(file, 'utf8'));
  expect(kept).toMatchObject({ version: 2, clockAheadMs: 86_400_000, scheduled: [{ channel }] });
});

test('the first day survives being written and read', () => {
  const state = seedWorkspace();
  return writeFile(file, JSON.stringify(state)).then(() => expect(readState(file)).toEqual(state));
});

test('nothing a workspace can hold gets lost on the way through the file', async () => {
  const first = await aWire({ stateFile: file });
  const channel = 'CHANDSHAKE';
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }];
  const { ts } = await first.ask('chat.postMessage', {
    channel,
    text: 'parent',
    blocks,
    attachments: [{ text: 'a' }],
  });
  await first.ask('chat.postMessage', { channel, text: 'reply', thread_ts: ts, reply_broadcast: true });
  await first.ask('chat.update', { channel, ts, text: 'edited', blocks });
  await first.ask('reactions.add', { channel, timestamp: ts, name: 'eyes' });
  await first.ask('pins.add', { channel, timestamp: ts });
  await first.ask('chat.postEphemeral', { channel, user: 'UDANA', text: 'for you', thread_ts: ts });
  await first.ask('chat.postMessage', { channel: 'UDANA', text: 'direct' });
  await first.ask('views.publish', { user_id: 'UDANA', view: { type: 'home', blocks } });
  const pictures = async (wire: typeof first) => {
    const { now: _now, ...seen } = await wire.look('see?as=dana');
    return [
      seen,
      await wire.ask('conversations.history', { channel }),
      await wire.ask('pins.list', { channel }),
    ];
  };
  const before = await pictures(first);
  await first.sandbox.stop();
  const second = await aWire({ stateFile: file });
  expect(await pictures(second)).toEqual(before);
  await second.sandbox.stop();
});

test.each([
  [
    'written by another version',
    { ...ofVersionOne(), version: 3 },
    'Start that version, or move the file away',
  ],
  [
    'without people',
    { ...ofVersionOne(), people: undefined },
    'does not hold a sandbox workspace (see people)',
  ],
  ['with half a person', { ...ofVersionOne(), people: [{ id: 'UX' }] }, 'see people.0'],
  ['without channels', { ...ofVersionOne(), channels: [] }, 'see channels'],
])('a file %s is refused in plain words and left alone', async (_what, content, sentence) => {
  const text = JSON.stringify(content);
  await writeFile(file, text);
  expect(() => readState(file)).toThrow(sentence);
  await expect(aWire({ stateFile: file })).rejects.toThrow(sentence);
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('a command ends with the sentence about a broken file, as about any wrong configuration', async () => {
  await writeFile(file, '{"version":2,');
  await expect(openSandbox({ port: 0, stateFile: file })).rejects.toThrow(ConfigError);
  await expect(openSandbox({ port: 0, stateFile: file })).rejects.toThrow('Move it away or delete it');
});

test.each(['', '{"version":2,', 'null', '[]'])(
  'a broken file (%j) is refused, not guessed at',
  async (text) => {
    await writeFile(file, text);
    expect(() => readState(file)).toThrow('does not hold a sandbox workspace');
  },
);
