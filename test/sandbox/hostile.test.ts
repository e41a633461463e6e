// What people and bots send who mean harm or are merely careless: the sandbox stays up, and everybody else sees as before.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { aBench, aClient, type Bench, plain, post, type Seen } from './a-bot.js';

const TRICKY = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
const FIELDS = TRICKY.slice(1);
const options = ['red', 'blue'].map((value) => ({ text: plain(value), value }));

describe('a bot whose ids are names that every object seems to have', () => {
  let bench: Bench;
  let submitted: Seen = {};
  beforeAll(async () => {
    bench = await aBench();
    bench.app.action(/.*/, async ({ ack }) => ack());
    bench.app.view('tricky', async ({ ack, view }) => {
      submitted = view.state.values;
      await ack();
    });
    bench.app.command('/tricky', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'tricky',
          title: plain('Tricky'),
          submit: plain('Send'),
          blocks: FIELDS.map((id) => ({
            type: 'input',
            block_id: id,
            label: plain(id),
            element: { type: 'plain_text_input', action_id: id },
          })),
        },
      });
    });
  });
  afterAll(() => bench.stop());

  test.each(TRICKY)('a menu called %s is chosen from, and everybody still sees the channel', async (id) => {
    const { ts } = await bench.client.chat.postMessage({
      channel: 'CGENERAL',
      text: id,
      blocks: [
        {
          type: 'actions',
          block_id: id,
          elements: [{ type: 'static_select', action_id: id, placeholder: plain('Choose'), options }],
        },
      ],
    });
    const chosen = await bench.hands('choose', {
      as: 'dana',
      channel: 'general',
      ts,
      action: id,
      values: 'red',
    });
    expect(chosen.status).toBe(200);
    const [, general] = (await bench.see('dana')).channels;
    const { state } = general.messages.find((each: Seen) => each.ts === ts);
    expect(entry(state.values, id)).toMatchObject({ selected_option: { value: 'red' } });
    expect((await bench.see('sam')).channels[1].messages.at(-1).text).toBe(id);
  });

  test('fields called so are asked for while they are empty, and sent once they are filled in', async () => {
    await bench.hands('command', { as: 'dana', channel: 'general', text: '/tricky' });
    const empty = await bench.hands('submit', { as: 'dana' });
    expect(Object.keys(empty.body.errors)).toEqual(FIELDS);
    const words = Object.fromEntries(FIELDS.map((id) => [id, `words for ${id}`]));
    const filled = await bench.hands('submit', { as: 'dana', values: words });
    expect(filled.body.modal).toBeNull();
    expect(FIELDS.map((id) => submitted[id][id].value)).toEqual(Object.values(words));
  });

  test('a reset closes the form that somebody is filling in, and says so when it is sent', async () => {
    await bench.hands('command', { as: 'dana', channel: 'general', text: '/tricky' });
    expect((await bench.see('dana')).modal).not.toBeNull();
    await bench.hands('reset', {});
    const late = await bench.hands('submit', { as: 'dana' });
    expect(late).toMatchObject({ status: 404, body: { error: 'no_modal' } });
  });
});

/** What a parsed answer holds under these ids; a name such as "constructor" must be its own. */
const entry = (values: Seen, id: string): Seen =>
  Object.entries(values[Object.keys(values).find((key) => key === id) ?? '']).find(
    ([key]) => key === id,
  )?.[1];

describe('a sandbox that is treated badly', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-hostile-'));
  const stateFile = join(folder, 'sandbox.json');
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, stateFile });
  });
  afterAll(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });
  const see = async (as: string): Promise<Seen> => (await fetch(`${sandbox.url}/hands/see?as=${as}`)).json();

  test('says of an address that cannot be read where the doors are', async () => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port: sandbox.port, path: '//[', agent: false },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.on('error', reject).end();
    });
    expect(status).toBe(400);
  });

  test('refuses a time so late that messages would share a ts', async () => {
    const late = await post(sandbox, '/hands/clock', { to: '9999-12-31T00:00:00Z' });
    expect(late).toMatchObject({ status: 400, body: { error: 'time_ends' } });
    const { chat } = aClient(sandbox);
    await post(sandbox, '/hands/clock', { to: '2199-12-31T00:00:00Z' });
    const sent = [1, 2, 3].map(() => chat.postMessage({ channel: 'CGENERAL', text: 'late' }));
    const stamps = (await Promise.all(sent)).map(({ ts }) => ts);
    expect(new Set(stamps).size).toBe(3);
  });

  test('keeps its time over a reset, so that no bot meets a ts it knows, and forgets every file', async () => {
    const { body } = await post(sandbox, '/hands/clock', { advance: 'PT1H' });
    const client = aClient(sandbox);
    await client.filesUploadV2({ channel_id: 'CGENERAL', filename: 'note.txt', content: 'a note' });
    const { files = [] } =
      (await client.conversations.history({ channel: 'CGENERAL', limit: 1 })).messages?.[0] ?? {};
    const kept = join(`${stateFile}.files`, String(files[0]?.id));
    await expect.poll(() => existsSync(kept)).toBe(true);
    await post(sandbox, '/hands/reset', {});
    const after = await see('dana');
    expect(Date.parse(after.now)).toBeGreaterThanOrEqual(Date.parse(body.now));
    expect(after.channels.flatMap((each: Seen) => each.messages)).toEqual([]);
    await expect.poll(() => existsSync(kept)).toBe(false);
  });

  test('tells the bot after a reset that its message is gone', async () => {
    const client = aClient(sandbox);
    const { ts } = await client.chat.postMessage({ channel: 'CGENERAL', text: 'before' });
    await post(sandbox, '/hands/reset', {});
    const edit = client.chat.update({ channel: 'CGENERAL', ts: String(ts), text: 'after' });
    await expect(edit).rejects.toThrow('message_not_found');
  });
});
