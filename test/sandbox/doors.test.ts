// The sandbox's doors: who is let in, what is refused, and what the page is served with.
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { post, type Seen } from './a-bot.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, requestUrl: 'http://127.0.0.1:9/slack/events' });
});
afterAll(() => sandbox.stop());

/** A request with headers that fetch would not let through. */
const raw = (
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; body: Seen }> =>
  new Promise((resolve, reject) => {
    const sent = request(`${sandbox.url}${path}`, { method, headers, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({
        status: response.statusCode ?? 0,
        body: JSON.parse(Buffer.concat(chunks).toString() || '{}'),
      });
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? '{}' : undefined);
  });

test('another name for this machine is refused', async () => {
  const { status, body } = await raw('/hands/people', { host: 'evil.example' });
  expect({ status, error: body.error }).toEqual({ status: 403, error: 'wrong_host' });
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    expect((await raw('/hands/people', { host: `${host}:${sandbox.port}` })).status).toBe(200);
  }
});

test('a page from elsewhere can neither write nor make the Web API act by a GET', async () => {
  for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${sandbox.port + 1}`]) {
    expect(await raw('/hands/home', { origin }, 'POST')).toMatchObject({
      status: 403,
      body: { error: 'wrong_origin' },
    });
  }
  const path = '/api/chat.postMessage?token=xoxb-sandbox&channel=CGENERAL&text=x';
  expect((await raw(path, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).status).toBe(403);
  expect((await raw(path, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).status).toBe(
    403,
  );
  const own = await raw('/hands/clock', { origin: sandbox.url }, 'POST');
  expect(own.body.error).toBe('bad_request');
});

test('bodies that are too large or no JSON are refused with a sentence', async () => {
  const large = await post(sandbox, '/hands/say', JSON.stringify({ text: 'x'.repeat(1024 * 1024) }));
  expect(large).toMatchObject({ status: 413, body: { error: 'too_large' } });
  const broken = await post(sandbox, '/hands/say', '{');
  expect(broken).toMatchObject({
    status: 400,
    body: { error: 'bad_json', message: expect.stringContaining('JSON') },
  });
});

test('unknown deeds, people, channels and fields are named in the answer', async () => {
  const cases: [string, object, number, string][] = [
    ['dance', {}, 404, 'unknown_deed'],
    ['say', { as: 'UNOBODY', channel: 'x', text: 'x' }, 404, 'user_not_found'],
    ['say', { as: 'USAM', channel: 'leaders', text: 'x' }, 404, 'channel_not_found'],
    ['say', { as: 'USAM', channel: 'general', text: 'x', loud: true }, 400, 'bad_request'],
    ['click', { as: 'USAM', channel: 'general', ts: '1.0', action: 'x' }, 404, 'message_not_found'],
    ['click', { as: 'USAM', channel: 'home', action: 'x' }, 404, 'no_home'],
    ['submit', { as: 'USAM', values: {} }, 404, 'no_modal'],
    ['command', { as: 'USAM', channel: 'general', text: 'help' }, 400, 'not_a_command'],
    ['job', { name: 'digest' }, 501, 'no_jobs'],
    ['intake', { kind: 'leads', rows: [] }, 501, 'no_intake'],
    ['clock', { advance: '1 hour' }, 400, 'bad_duration'],
    ['clock', { to: '2001-01-01T00:00:00Z' }, 400, 'time_goes_forward'],
  ];
  for (const [deed, body, status, error] of cases) {
    expect(await post(sandbox, `/hands/${deed}`, body)).toMatchObject({ status, body: { error } });
  }
});

test('lit-html is served under a strict policy, and nothing outside the two folders', async () => {
  const library = await fetch(`${sandbox.url}/vendor/lit-html/lit-html.js`);
  expect(library.status).toBe(200);
  expect(library.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(library.headers.get('x-content-type-options')).toBe('nosniff');
  for (const path of [
    '/../sandbox.ts',
    '/..%2fsandbox.ts',
    '/vendor/lit-html/../bolt/index.js',
    '/%2e%2e/%2e%2e/x.js',
    '//etc/passwd.js',
  ]) {
    expect((await raw(path, {})).status).toBe(404);
  }
});

test('an open page hears of a change', async () => {
  const stream = await fetch(`${sandbox.url}/hands/live?as=USAM`);
  const reader = stream.body?.getReader();
  await post(sandbox, '/hands/clock', { advance: 'PT1M' });
  let heard = '';
  while (!heard.includes('event: changed')) heard += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  expect(heard).toContain('event: changed');
});
