// Files in the sandbox: handed in as Slack's own client does it, shown with their message, fetched with the token.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aClient, type Seen } from './a-bot.js';
import { aWire, type Wire } from './ask.js';

const channel = 'CHANDSHAKE';
const token = { authorization: 'Bearer xoxb-sandbox' };

let wire: Wire;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-files-'));
  wire = await aWire({ stateFile: join(folder, 'sandbox.json') });
});
afterEach(async () => {
  await wire.sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Uploads with raw requests; returns the file's id. */
async function upload(name: string, bytes: string, more: Record<string, unknown> = {}): Promise<Seen> {
  const begun = await wire.ask('files.getUploadURLExternal', { filename: name, length: bytes.length });
  const taken = await fetch(begun.upload_url, { method: 'POST', body: bytes });
  expect(await taken.text()).toBe(`OK - ${bytes.length}`);
  const files = [{ id: begun.file_id, title: 'A title' }];
  return (await wire.ask('files.completeUploadExternal', { files, ...more })).files[0];
}

test('a file of Slack’s own client arrives with its comment, in the thread it was meant for', async () => {
  const client = aClient(wire.sandbox);
  const { ts } = await client.chat.postMessage({ channel, text: 'parent' });
  await client.filesUploadV2({
    channel_id: channel,
    thread_ts: String(ts),
    initial_comment: 'The list you asked for',
    filename: 'leads.csv',
    title: 'Leads',
    file: Buffer.from('id,company\n1,Größe & Co\n'),
  });
  const { messages } = await client.conversations.replies({ channel, ts: String(ts) });
  const shared: Seen = messages?.[1];
  expect(shared).toMatchObject({
    text: 'The list you asked for',
    files: [
      { name: 'leads.csv', title: 'Leads', mimetype: 'text/csv', filetype: 'csv', channels: [channel] },
    ],
  });
  const fetched = await fetch(shared.files[0].url_private, { headers: token });
  expect(await fetched.text()).toBe('id,company\n1,Größe & Co\n');
  const { file } = await client.files.info({ file: shared.files[0].id });
  expect(file).toMatchObject({ size: 26, user: 'UBOT', is_public: true });
});

test('people see a file with its message, and a file without a channel is nobody’s message', async () => {
  const file = await upload('note.txt', 'hello', { channel_id: 'CDEALS' });
  const seen = await wire.look('see?as=dana');
  const deals = seen.channels.find((c: Seen) => c.id === 'CDEALS');
  expect(deals.messages).toMatchObject([
    { text: '', files: [{ id: file.id, groups: ['CDEALS'], is_public: false }] },
  ]);
  const alone = await upload('alone.txt', 'x');
  expect((await wire.ask('files.info', { file: alone.id })).file).toMatchObject({
    title: 'A title',
    channels: [],
  });
});

test('without the token a file is not handed out but a way to sign in, and not without the scope', async () => {
  const { url_private } = await upload('note.txt', 'secret', { channel_id: channel });
  const get = (headers: Record<string, string>) => fetch(url_private, { headers, redirect: 'manual' });
  expect((await get({})).status).toBe(302);
  expect((await get({ authorization: 'Bearer xoxb-stolen' })).status).toBe(302);
  expect((await get({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  await wire.hands('faults', { withoutScopes: ['files:read'] });
  expect((await get(token)).status).toBe(302);
});

test('a page among the files can do nothing in a browser', async () => {
  const { url_private } = await upload('evil.html', '<script>alert(1)</script>', { channel_id: channel });
  const { headers } = await fetch(url_private, { headers: token });
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(headers.get('content-security-policy')).toContain('sandbox');
});

test('files outlive a restart beside the state, which itself holds none of their bytes', async () => {
  const { id } = await upload('kept.txt', 'kept for later', { channel_id: channel });
  await expect.poll(() => readdir(join(folder, 'sandbox.json.files')).catch(() => [])).toEqual([id]);
  await wire.sandbox.stop();
  expect(await readFile(join(folder, 'sandbox.json'), 'utf8')).not.toContain('kept for later');
  wire = await aWire({ stateFile: join(folder, 'sandbox.json') });
  const { file } = await wire.ask('files.info', { file: id });
  expect(await (await fetch(file.url_private, { headers: token })).text()).toBe('kept for later');
});

test('a file above five megabytes is refused when it is announced, and when it comes unannounced', async () => {
  const length = 5 * 1024 * 1024;
  const ask = (n: unknown) => wire.errorOf('files.getUploadURLExternal', { filename: 'a.bin', length: n });
  expect(await ask(length + 1)).toBe('file_upload_size_restricted');
  const begun = await wire.ask('files.getUploadURLExternal', { filename: 'a.bin', length });
  const put = (n: number) => fetch(begun.upload_url, { method: 'POST', body: Buffer.alloc(n) });
  expect((await put(length + 1)).status).toBe(413);
  expect((await put(length)).status).toBe(200);
});

test('what was never handed in cannot be completed, and a refused message leaves no file behind', async () => {
  const begun = await wire.ask('files.getUploadURLExternal', { filename: 'a.txt', length: 1 });
  const complete = (args: Record<string, unknown>) => wire.errorOf('files.completeUploadExternal', args);
  const files = [{ id: begun.file_id }];
  expect(await complete({ files, channel_id: channel })).toBe('file_not_found');
  await fetch(begun.upload_url, { method: 'POST', body: 'x' });
  expect(await complete({ files, channel_id: 'CMARKETING' })).toBe('not_in_channel');
  expect(await complete({ files, channel_id: 'CNONE' })).toBe('channel_not_found');
  expect(await complete({ files: [...files, { id: 'FNONE' }], channel_id: channel })).toBe('file_not_found');
  expect(await complete({ files: [] })).toBe('invalid_arguments');
  expect(await complete({ files: [{ title: 'no id' }] })).toBe('invalid_arguments');
  expect(await complete({ files, channel_id: channel })).toBe('ok');
  expect(await complete({ files, channel_id: channel })).toBe('file_not_found');
  expect(await wire.errorOf('files.info', { file: 'FNONE' })).toBe('file_not_found');
  expect((await fetch(`${wire.sandbox.url}/upload/v1/nope`, { method: 'POST', body: 'x' })).status).toBe(404);
});
