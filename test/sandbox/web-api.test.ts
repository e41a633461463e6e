// The Web API of the sandbox, called with Slack's own client.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { aButton, aClient, mrkdwn, type Seen } from './a-bot.js';

let sandbox: Sandbox;
let client: ReturnType<typeof aClient>;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, requestUrl: 'http://127.0.0.1:9/slack/events' });
});
beforeEach(() => {
  client = aClient(sandbox);
});
afterAll(() => sandbox.stop());

const channel = 'CHANDSHAKE';
const post = async (more: Record<string, unknown> = {}): Promise<string> =>
  String((await client.chat.postMessage({ channel, text: 'Hello', ...more })).ts);
const failure = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'no error',
    (error: Seen) => error.data?.error ?? String(error),
  );

describe('tokens', () => {
  test('a call without a token, with a foreign one or with an app token is refused by name', async () => {
    const ask = async (token?: string): Promise<Seen> =>
      (
        await fetch(`${sandbox.apiUrl}auth.test`, {
          method: 'POST',
          headers: token ? { authorization: `Bearer ${token}` } : {},
        })
      ).json();
    expect(await ask()).toEqual({ ok: false, error: 'not_authed' });
    expect(await ask('xoxb-other')).toEqual({ ok: false, error: 'invalid_auth' });
    expect(await ask('xapp-sandbox')).toEqual({ ok: false, error: 'not_allowed_token_type' });
  });

  test('a good token may come in a form’s body, and the answer names the scopes', async () => {
    const response = await fetch(`${sandbox.apiUrl}auth.test`, {
      method: 'POST',
      body: new URLSearchParams({ token: 'xoxb-sandbox' }),
    });
    expect(await response.json()).toMatchObject({
      ok: true,
      team_id: 'TSANDBOX',
      user_id: 'UBOT',
      bot_id: 'BSANDBOX',
    });
    expect(response.headers.get('x-oauth-scopes')).toContain('chat:write,');
  });

  test('an unknown method is an ordinary answer', async () => {
    expect(await failure(client.apiCall('chat.dance'))).toBe('unknown_method');
  });
});

describe('messages', () => {
  test('a JSON body with blocks does the same as a form', async () => {
    const body = { channel, text: 'json', blocks: [{ type: 'divider' }] };
    const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-sandbox', 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
    });
    const answer: Seen = await response.json();
    expect(answer.message.blocks).toEqual([{ type: 'divider', block_id: expect.any(String) }]);
  });

  test('ts are unique and grow, also when a hundred messages come at once', async () => {
    const stamps = await Promise.all(Array.from({ length: 100 }, () => post()));
    expect(new Set(stamps).size).toBe(100);
    const { messages } = await client.conversations.history({ channel, limit: 100 });
    const listed = (messages ?? []).map((m) => String(m.ts));
    expect(listed).toEqual([...listed].sort().reverse());
    expect(listed.every((ts) => /^\d{10}\.\d{6}$/.test(ts))).toBe(true);
  });

  test('metadata is shown only when asked for, and stays over an update that does not mention it', async () => {
    const metadata = { event_type: 'card', event_payload: { delivery: 'd1' } };
    const ts = await post({ metadata });
    await client.chat.update({ channel, ts, text: 'New' });
    const read = async (include_all_metadata: boolean) =>
      (
        await client.conversations.history({
          channel,
          latest: ts,
          inclusive: true,
          limit: 1,
          include_all_metadata,
        })
      ).messages?.[0];
    expect(await read(false)).not.toHaveProperty('metadata');
    expect(await read(true)).toMatchObject({ text: 'New', metadata });
  });

  test('an update with text alone takes the blocks away and marks the message as edited', async () => {
    const ts = await post({ blocks: [{ type: 'actions', elements: [aButton('go', 'Go')] }] });
    const { message }: Seen = await client.chat.update({ channel, ts, text: 'Done' });
    expect(message.blocks).toBeUndefined();
    expect(message.edited).toMatchObject({ user: 'UBOT' });
  });

  test('replies count on their parent, stay out of the history, and outlive it behind a tombstone', async () => {
    const thread_ts = await post();
    const first = await post({ thread_ts });
    const second = await post({ thread_ts: first });
    const { messages } = await client.conversations.replies({
      channel,
      ts: thread_ts,
      include_all_metadata: true,
    });
    expect(messages?.map((m) => m.ts)).toEqual([thread_ts, first, second]);
    expect(messages?.[0]).toMatchObject({ reply_count: 2, reply_users: ['UBOT'], latest_reply: second });
    await client.chat.delete({ channel, ts: thread_ts });
    const history = await client.conversations.history({ channel, limit: 1 });
    expect(history.messages?.[0]).toMatchObject({ ts: thread_ts, subtype: 'tombstone', reply_count: 2 });
    await client.chat.delete({ channel, ts: first });
    await client.chat.delete({ channel, ts: second });
    expect(await failure(client.conversations.replies({ channel, ts: thread_ts }))).toBe('thread_not_found');
  });

  test('history and replies come in pages', async () => {
    const thread_ts = await post();
    const replies = [await post({ thread_ts }), await post({ thread_ts }), await post({ thread_ts })];
    const seen: string[] = [];
    for await (const page of client.paginate('conversations.replies', { channel, ts: thread_ts, limit: 2 })) {
      const { messages } = page as unknown as { messages: { ts: string }[] };
      expect(messages[0]?.ts).toBe(thread_ts);
      seen.push(...messages.slice(1).map((m) => m.ts));
    }
    expect(seen).toEqual(replies);
    const page = await client.conversations.history({ channel, limit: 2 });
    expect(page).toMatchObject({
      has_more: true,
      response_metadata: { next_cursor: expect.stringMatching(/./) },
    });
  });

  test('an ephemeral is seen by one person and is in no history', async () => {
    await client.chat.postEphemeral({ channel, user: 'UDANA', text: 'For you' });
    const { messages } = await client.conversations.history({ channel, limit: 1 });
    expect(messages?.[0]?.text).not.toBe('For you');
    const see = async (as: string): Promise<Seen> =>
      (await fetch(`${sandbox.url}/hands/see?as=${as}`)).json();
    expect((await see('UDANA')).ephemerals.at(-1).text).toBe('For you');
    expect((await see('USAM')).ephemerals).toEqual([]);
  });

  test('reactions are kept once', async () => {
    const timestamp = await post();
    await client.reactions.add({ channel, timestamp, name: 'eyes' });
    expect(await failure(client.reactions.add({ channel, timestamp, name: 'eyes' }))).toBe('already_reacted');
    await client.reactions.remove({ channel, timestamp, name: 'eyes' });
    expect(await failure(client.reactions.remove({ channel, timestamp, name: 'eyes' }))).toBe('no_reaction');
  });

  test.each([
    ['channel_not_found', () => client.chat.postMessage({ channel: 'CNOWHERE', text: 'x' })],
    ['channel_not_found', () => client.chat.postMessage({ channel: 'CLEADERS', text: 'x' })],
    ['not_in_channel', () => client.chat.postMessage({ channel: 'CMARKETING', text: 'x' })],
    ['no_text', () => client.chat.postMessage({ channel, text: ' ' })],
    ['thread_not_found', () => client.chat.postMessage({ channel, text: 'x', thread_ts: '1.000000' })],
    ['message_not_found', () => client.chat.update({ channel, ts: '1.000000', text: 'x' })],
    ['msg_too_long', async () => client.chat.update({ channel, ts: await post(), text: 'x'.repeat(4001) })],
    ['message_not_found', () => client.chat.delete({ channel, ts: '1.000000' })],
    ['message_not_found', () => client.chat.getPermalink({ channel, message_ts: '1.000000' })],
    [
      'user_not_in_channel',
      async () =>
        client.chat.postEphemeral({
          channel: (await client.conversations.open({ users: 'UMIA' })).channel?.id ?? '',
          user: 'USAM',
          text: 'x',
        }),
    ],
    ['user_not_found', () => client.users.info({ user: 'UNOBODY' })],
    ['users_not_found', () => client.users.lookupByEmail({ email: 'nobody@example.com' })],
    ['no_such_subteam', () => client.usergroups.users.list({ usergroup: 'SNONE' })],
    [
      'invalid_metadata_schema',
      () => client.chat.postMessage({ channel, text: 'x', metadata: { event_type: '' } as Seen }),
    ],
  ])('answers %s', async (error, call) => {
    expect(await failure(call())).toBe(error);
  });

  test('other people’s messages are neither changed nor deleted', async () => {
    const said = await fetch(`${sandbox.url}/hands/say`, {
      method: 'POST',
      body: JSON.stringify({ as: 'UDANA', channel: '#mql-handshake', text: 'Mine' }),
    });
    const { ts }: Seen = await said.json();
    expect(await failure(client.chat.update({ channel, ts, text: 'x' }))).toBe('cant_update_message');
    expect(await failure(client.chat.delete({ channel, ts }))).toBe('cant_delete_message');
  });
});

describe('directory', () => {
  test('people come with their zones, groups with their members, channels as the bot may see them', async () => {
    expect((await client.users.info({ user: 'UPRIYA' })).user).toMatchObject({
      tz: 'Australia/Perth',
      tz_offset: 8 * 3600,
      is_admin: false,
    });
    const [marketing] = (await client.usergroups.list({ include_users: true })).usergroups ?? [];
    expect(marketing).toMatchObject({ id: sandbox.marketingGroup.id, users: ['UMIA', 'ULEO'] });
    const { channels } = await client.conversations.list({ types: 'public_channel,private_channel' });
    expect(channels?.map((c) => c.name)).toEqual([
      ...['mql-handshake', 'general', 'marketing', 'sales', 'deal-desk', 'launch-2025'],
    ]);
    // The bot itself, and somebody who left the firm.
    expect((await client.users.list({})).members).toHaveLength(sandbox.people.length + 2);
  });

  test('a direct message opens when needed, also by posting to a person', async () => {
    const opened = await client.conversations.open({ users: 'UDANA' });
    const posted = await client.chat.postMessage({ channel: 'UDANA', text: 'Hi' });
    expect(posted.channel).toBe(opened.channel?.id);
  });

  test('the bot may join a public channel and then post in it', async () => {
    await client.conversations.join({ channel: 'CMARKETING' });
    expect((await client.chat.postMessage({ channel: 'CMARKETING', text: 'x' })).ok).toBe(true);
  });

  test('blocks are validated without a token', async () => {
    const nobody = aClient(sandbox, '');
    expect(
      (await nobody.apiCall('blocks.validate', { blocks: [{ type: 'section', text: mrkdwn('x') }] })).ok,
    ).toBe(true);
    expect(await failure(nobody.apiCall('blocks.validate', { blocks: [{ type: 'nope' }] }))).toBe(
      'invalid_blocks',
    );
  });
});
