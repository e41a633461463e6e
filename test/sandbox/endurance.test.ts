// What holds when things go wrong or come in crowds: faults on demand, restarts, a hundred clicks at once.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { aBench, aButton, aClient, post, type Seen } from './a-bot.js';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const requestUrl = 'http://127.0.0.1:9/slack/events';
const aSandbox = async (more: object = {}) => {
  const sandbox = await startSandbox({ port: 0, requestUrl, ...more });
  undo.push(() => sandbox.stop());
  return sandbox;
};
const aFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  undo.push(() => rm(folder, { recursive: true }));
  return folder;
};
const hello = (client: ReturnType<typeof aClient>, text = 'x') =>
  client.chat.postMessage({ channel: 'CHANDSHAKE', text });
const texts = async (client: ReturnType<typeof aClient>) =>
  (await client.conversations.history({ channel: 'CHANDSHAKE' })).messages?.map((m) => m.text);

test('planned trouble befalls the next calls and then ends', async () => {
  const sandbox = await aSandbox();
  const client = aClient(sandbox);
  const plan = (body: object) => post(sandbox, '/hands/faults', { method: 'chat.postMessage', ...body });
  const outcome = (call: Promise<Seen>) =>
    call.then(
      () => 'ok',
      (error: Seen) => error.data?.error ?? error.retryAfter ?? error.statusCode ?? 'broken',
    );

  await plan({ kind: '429', retryAfter: 7, times: 2 });
  expect([await outcome(hello(client)), await outcome(hello(client))]).toEqual([7, 7]);
  await plan({ kind: '500' });
  expect(await outcome(hello(client))).toBe(500);
  await plan({ kind: 'drop' });
  expect(await outcome(hello(client, 'dropped'))).toBe('broken');
  await plan({ kind: 'lost_answer' });
  expect(await outcome(hello(client, 'lost'))).toBe('broken');
  await plan({ kind: 'error', error: 'invalid_blocks' });
  expect(await outcome(hello(client))).toBe('invalid_blocks');
  await plan({ kind: 'slow', ms: 20 });
  expect(await outcome(hello(client, 'late'))).toBe('ok');
  expect(await texts(client)).toEqual(['late', 'lost']);

  await plan({ kind: '500', times: 9 });
  await post(sandbox, '/hands/faults', { clear: true });
  expect(await outcome(hello(client))).toBe('ok');
  const { calls }: Seen = await (await fetch(`${sandbox.url}/hands/log`)).json();
  expect(calls.at(-1)).toMatchObject({ method: 'chat.postMessage', ok: true });
});

test('the workspace, its threads and its clock are as before after a restart', async () => {
  const stateFile = join(await aFolder(), 'deep', 'workspace.json');
  const first = await startSandbox({ port: 0, requestUrl, stateFile });
  const parent = await hello(aClient(first), 'kept');
  await aClient(first).chat.postMessage({
    channel: 'CHANDSHAKE',
    text: 'reply',
    thread_ts: String(parent.ts),
  });
  await post(first, '/hands/clock', { advance: 'P1W' });
  await first.stop();

  const second = await aSandbox({ stateFile });
  const client = aClient(second);
  const { messages } = await client.conversations.replies({ channel: 'CHANDSHAKE', ts: String(parent.ts) });
  expect(messages?.map((m) => m.text)).toEqual(['kept', 'reply']);
  const later = await hello(client, 'a week later');
  expect(Number(later.ts) - Number(parent.ts)).toBeGreaterThanOrEqual(7 * 24 * 3600);
  expect(await readdir(join(stateFile, '..'))).toEqual(['workspace.json']);
});

test('a change is in the file soon, without a stop', async () => {
  const stateFile = join(await aFolder(), 'workspace.json');
  const sandbox = await aSandbox({ stateFile });
  await hello(aClient(sandbox), 'written');
  await expect.poll(async () => readFile(stateFile, 'utf8').catch(() => '')).toContain('written');
});

test('a file that holds no workspace is left alone', async () => {
  const stateFile = join(await aFolder(), 'notes.json');
  await writeFile(stateFile, '{"mine":true}');
  await expect(startSandbox({ port: 0, requestUrl, stateFile })).rejects.toThrow('Move it away or delete it');
  expect(await readFile(stateFile, 'utf8')).toBe('{"mine":true}');
});

test('a hundred people-clicks on one button all reach the bot', async () => {
  const bench = await aBench();
  undo.push(() => bench.stop());
  const clicks: string[] = [];
  bench.app.action('accept', async ({ ack, body }) => {
    clicks.push(body.user.id);
    await ack();
  });
  const { ts } = await bench.client.chat.postMessage({
    channel: 'CHANDSHAKE',
    text: 'card',
    blocks: [{ type: 'actions', elements: [aButton('accept', 'Accept')] }],
  });
  const people = bench.sandbox.people.map((p) => p.id);
  const replies = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      bench.hands('click', { as: people[i % people.length], channel: 'CHANDSHAKE', ts, action: 'accept' }),
    ),
  );
  expect(replies.every((r) => r.status === 200)).toBe(true);
  expect(clicks).toHaveLength(100);
});

test('jobs, incoming rows and time are handed to whoever gave them', async () => {
  const done: unknown[] = [];
  let now = new Date('2026-11-02T00:00:00Z');
  const sandbox = await aSandbox({
    clock: {
      now: () => now,
      moveTo: async (to: Date) => {
        now = to;
      },
    },
    runJob: async (name: string) => {
      if (name === 'broken') throw new Error('The job failed: try again.');
      done.push(name);
      return { ran: name };
    },
    intake: async (kind: string, rows: unknown[]) => {
      done.push([kind, rows]);
    },
  });
  expect((await post(sandbox, '/hands/job', { name: 'digest' })).body.result).toEqual({ ran: 'digest' });
  expect(await post(sandbox, '/hands/job', { name: 'broken' })).toMatchObject({
    status: 502,
    body: { message: 'The job failed: try again.' },
  });
  await post(sandbox, '/hands/intake', { kind: 'leads', rows: [{ email: 'a@b.example' }] });
  const { body } = await post(sandbox, '/hands/clock', { advance: 'P1DT2H', as: 'UDANA' });
  expect(body.now).toBe('2026-11-03T02:00:00.000Z');
  expect(done).toEqual(['digest', ['leads', [{ email: 'a@b.example' }]]]);
});
