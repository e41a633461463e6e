// The hands that the page has needed: starting afresh, taking away what one person sees, and what it may offer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { aBench, type Bench, type Seen } from './a-bot.js';

let bench: Bench;
const folder = mkdtempSync(join(tmpdir(), 'sandbox-page-'));
const stateFile = join(folder, 'sandbox.json');
afterEach(async () => {
  await bench.stop();
  rmSync(folder, { recursive: true, force: true });
});

const general = (seen: Seen) => seen.channels.find((c: Seen) => c.id === 'CGENERAL');

describe('starting afresh', () => {
  it('takes away what was said, opened, published, joined and planned, and stays so over a restart', async () => {
    bench = await aBench({ stateFile });
    const { client, hands, see } = bench;
    const { ts } = await client.chat.postMessage({ channel: 'CGENERAL', text: 'old' });
    await client.chat.postMessage({ channel: 'CGENERAL', text: 'reply', thread_ts: String(ts) });
    await client.chat.postMessage({ channel: 'UDANA', text: 'alone' });
    await client.views.publish({ user_id: 'UDANA', view: { type: 'home', blocks: [] } });
    await hands('join', { as: 'dana', channel: 'marketing' });
    await hands('faults', { method: 'chat.postMessage', kind: '500', times: 9 });
    await hands('clock', { advance: 'P1W' });
    expect((await hands('reset', {})).status).toBe(200);
    const check = async (seen: Seen) => {
      expect(general(seen).messages).toEqual([]);
      expect(seen.home).toBeNull();
      expect(seen.channels.map((c: Seen) => c.id)).not.toContain('CMARKETING');
      expect(seen.channels.some((c: Seen) => c.isDm)).toBe(false);
    };
    await check(await see('dana'));
    await expect(client.chat.update({ channel: 'CGENERAL', ts: String(ts), text: 'x' })).rejects.toThrow(
      'message_not_found',
    );
    await bench.stop();
    bench = await aBench({ stateFile });
    await check(await bench.see('dana'));
    await bench.client.chat.postMessage({ channel: 'CGENERAL', text: 'new' });
    expect(general(await bench.see('sam')).messages).toMatchObject([{ text: 'new' }]);
  });
});

describe('dismissing', () => {
  it('is for the one person who sees the message, once', async () => {
    bench = await aBench();
    const { message_ts: ts } = await bench.client.chat.postEphemeral({
      channel: 'CGENERAL',
      user: 'UDANA',
      text: 'psst',
    });
    const asked = { channel: 'general', ts: String(ts) };
    expect((await bench.hands('dismiss', { as: 'sam', ...asked })).status).toBe(404);
    expect((await bench.hands('dismiss', { as: 'dana', ...asked })).body.ephemerals).toEqual([]);
    expect((await bench.hands('dismiss', { as: 'dana', ...asked })).body.error).toBe('message_not_found');
  });
});

describe('the page', () => {
  it('is what a permalink opens, and nothing else is served from there', async () => {
    bench = await aBench();
    const { url } = bench.sandbox;
    const { ts } = await bench.client.chat.postMessage({ channel: 'CGENERAL', text: 'here' });
    const { permalink } = await bench.client.chat.getPermalink({
      channel: 'CGENERAL',
      message_ts: String(ts),
    });
    expect(String(permalink)).toContain('/archives/CGENERAL/p');
    const page = await fetch(`${url}${new URL(String(permalink)).pathname}`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const path of [
      '/archives',
      '/..%2f..%2fpackage.json',
      '/archives.js',
      '/vendor/lit-html/../../package.json',
    ])
      expect((await fetch(`${url}${path}`)).status, path).toBe(404);
  });

  it('is told whether leads can be handed in', async () => {
    bench = await aBench({ intake: async () => null });
    const people: Seen = await (await fetch(`${bench.sandbox.url}/hands/people`)).json();
    expect(people.intake).toBe(true);
  });
});
