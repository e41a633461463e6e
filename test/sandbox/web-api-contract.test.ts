// The contract of each Web API method in the sandbox: the good call, and every error it knows.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { METHODS } from '../../src/sandbox/web-api/register.js';
import { mrkdwn, type Seen } from './a-bot.js';
import { aWire, type Wire } from './ask.js';

let wire: Wire;
let ts: string;
let foreign: string;

beforeAll(async () => {
  wire = await aWire();
});
afterAll(() => wire.sandbox.stop());
beforeEach(async () => {
  ts = (await wire.ask('chat.postMessage', { channel: 'CHANDSHAKE', text: 'Hello' })).ts;
});

const channel = 'CHANDSHAKE';
const NO_TS = '1000000000.000000';
type Row = [error: string, method: string, args: () => Record<string, unknown>];

/** A call may lack anything, and its error is named; `ok` marks the good call. */
const CONTRACT: Row[] = [
  ['ok', 'api.test', () => ({ foo: 'bar' })],
  ['my_error', 'api.test', () => ({ error: 'my_error' })],
  ['ok', 'auth.test', () => ({})],
  ['ok', 'bots.info', () => ({ bot: 'BSANDBOX' })],
  ['bot_not_found', 'bots.info', () => ({ bot: 'BNONE' })],
  ['ok', 'team.info', () => ({})],
  ['ok', 'blocks.validate', () => ({ blocks: [{ type: 'divider' }] })],
  ['invalid_blocks', 'blocks.validate', () => ({ blocks: [{ type: 'nope' }] })],
  ['invalid_blocks_format', 'blocks.validate', () => ({ blocks: { type: 'divider' } })],
  ['invalid_arguments', 'blocks.validate', () => ({})],

  ['ok', 'chat.postMessage', () => ({ channel: '#mql-handshake', text: 'by name' })],
  ['ok', 'chat.postMessage', () => ({ channel, blocks: [{ type: 'divider' }] })],
  ['ok', 'chat.postMessage', () => ({ channel, markdown_text: '**Hello**' })],
  ['invalid_arguments', 'chat.postMessage', () => ({ text: 'x' })],
  ['channel_not_found', 'chat.postMessage', () => ({ channel: 'CNONE', text: 'x' })],
  ['channel_not_found', 'chat.postMessage', () => ({ channel: 'CLEADERS', text: 'x' })],
  ['channel_not_found', 'chat.postMessage', () => ({ channel: 'UNADIA', text: 'to somebody who left' })],
  ['not_in_channel', 'chat.postMessage', () => ({ channel: 'CMARKETING', text: 'x' })],
  ['is_archived', 'chat.postMessage', () => ({ channel: 'CLAUNCH', text: 'x' })],
  ['no_text', 'chat.postMessage', () => ({ channel })],
  ['no_text', 'chat.postMessage', () => ({ channel, text: ' ', blocks: [] })],
  ['markdown_text_conflict', 'chat.postMessage', () => ({ channel, text: 'x', markdown_text: 'y' })],
  ['msg_too_long', 'chat.postMessage', () => ({ channel, markdown_text: 'x'.repeat(12_001) })],
  ['thread_not_found', 'chat.postMessage', () => ({ channel, text: 'x', thread_ts: NO_TS })],
  ['invalid_blocks', 'chat.postMessage', () => ({ channel, blocks: [{ type: 'nope' }] })],
  ['invalid_blocks_format', 'chat.postMessage', () => ({ channel, blocks: 'nope' })],
  [
    'msg_blocks_too_long',
    'chat.postMessage',
    () => ({
      channel,
      blocks: Array.from({ length: 5 }, () => ({ type: 'section', text: mrkdwn('x'.repeat(2700)) })),
    }),
  ],
  ['too_many_attachments', 'chat.postMessage', () => ({ channel, attachments: Array(101).fill({}) })],
  [
    'invalid_attachments',
    'chat.postMessage',
    () => ({ channel, attachments: [{ blocks: [{ type: 'nope' }] }] }),
  ],
  ['invalid_metadata_format', 'chat.postMessage', () => ({ channel, text: 'x', metadata: 'nope' })],
  [
    'invalid_metadata_schema',
    'chat.postMessage',
    () => ({ channel, text: 'x', metadata: { event_type: 'a' } }),
  ],
  [
    'metadata_too_large',
    'chat.postMessage',
    () => ({ channel, text: 'x', metadata: { event_type: 'a', event_payload: { a: 'x'.repeat(40_000) } } }),
  ],

  ['ok', 'chat.update', () => ({ channel, ts, text: 'x'.repeat(4000) })],
  ['msg_too_long', 'chat.update', () => ({ channel, ts, text: 'x'.repeat(4001) })],
  ['invalid_arguments', 'chat.update', () => ({ channel, text: 'x' })],
  [
    'channel_not_found',
    'chat.update',
    () => ({ channel: '#mql-handshake', ts, text: 'names are for posting' }),
  ],
  ['message_not_found', 'chat.update', () => ({ channel, ts: NO_TS, text: 'x' })],
  ['cant_update_message', 'chat.update', () => ({ channel, ts: foreign, text: 'x' })],
  ['no_text', 'chat.update', () => ({ channel, ts })],

  ['ok', 'chat.delete', () => ({ channel, ts })],
  ['message_not_found', 'chat.delete', () => ({ channel, ts: NO_TS })],
  ['cant_delete_message', 'chat.delete', () => ({ channel, ts: foreign })],
  ['invalid_arguments', 'chat.delete', () => ({ ts })],

  ['ok', 'chat.postEphemeral', () => ({ channel, user: 'UDANA', text: 'x' })],
  ['invalid_arguments', 'chat.postEphemeral', () => ({ channel, text: 'x' })],
  ['user_not_found', 'chat.postEphemeral', () => ({ channel, user: 'UNONE', text: 'x' })],
  ['user_not_in_channel', 'chat.postEphemeral', () => ({ channel: 'CDEALS', user: 'UMIA', text: 'x' })],
  ['is_archived', 'chat.postEphemeral', () => ({ channel: 'CLAUNCH', user: 'UDANA', text: 'x' })],
  ['no_text', 'chat.postEphemeral', () => ({ channel, user: 'UDANA' })],

  ['ok', 'chat.getPermalink', () => ({ channel, message_ts: ts })],
  ['message_not_found', 'chat.getPermalink', () => ({ channel, message_ts: NO_TS })],
  ['channel_not_found', 'chat.getPermalink', () => ({ channel: 'CNONE', message_ts: ts })],

  ['ok', 'conversations.list', () => ({ types: 'public_channel,private_channel,im,mpim' })],
  ['invalid_types', 'conversations.list', () => ({ types: 'secret_channel' })],
  ['invalid_cursor', 'conversations.list', () => ({ cursor: 'nope' })],
  ['invalid_limit', 'conversations.list', () => ({ limit: 'many' })],
  ['ok', 'conversations.info', () => ({ channel: 'CMARKETING' })],
  ['channel_not_found', 'conversations.info', () => ({ channel: 'CLEADERS' })],
  ['invalid_arguments', 'conversations.info', () => ({})],
  ['ok', 'conversations.members', () => ({ channel: 'CDEALS', limit: 2 })],
  ['channel_not_found', 'conversations.members', () => ({ channel: 'CNONE' })],
  ['ok', 'conversations.history', () => ({ channel: 'CDEALS', limit: 1 })],
  ['not_in_channel', 'conversations.history', () => ({ channel: 'CSALES' })],
  ['channel_not_found', 'conversations.history', () => ({ channel: 'CLEADERS' })],
  ['invalid_ts_latest', 'conversations.history', () => ({ channel, latest: 'now' })],
  ['invalid_ts_oldest', 'conversations.history', () => ({ channel, oldest: 'then' })],
  ['invalid_cursor', 'conversations.history', () => ({ channel, cursor: '0' })],
  ['ok', 'conversations.replies', () => ({ channel, ts })],
  ['thread_not_found', 'conversations.replies', () => ({ channel, ts: NO_TS })],
  ['invalid_arguments', 'conversations.replies', () => ({ channel })],
  ['ok', 'conversations.open', () => ({ users: 'UDANA', return_im: true })],
  ['users_list_not_supplied', 'conversations.open', () => ({})],
  ['user_not_found', 'conversations.open', () => ({ users: 'UNONE' })],
  ['user_disabled', 'conversations.open', () => ({ users: 'UNADIA' })],
  ['cannot_dm_bot', 'conversations.open', () => ({ users: 'UBOT' })],
  ['channel_not_found', 'conversations.open', () => ({ channel: 'DNONE' })],
  ['is_archived', 'conversations.join', () => ({ channel: 'CLAUNCH' })],
  ['channel_not_found', 'conversations.join', () => ({ channel: 'CLEADERS' })],
  ['method_not_supported_for_channel_type', 'conversations.join', () => ({ channel: 'CDEALS' })],
  ['ok', 'conversations.create', () => ({ name: 'grüße-2026_a' })],
  ['invalid_name_required', 'conversations.create', () => ({})],
  ['invalid_name_specials', 'conversations.create', () => ({ name: 'No Capitals' })],
  ['invalid_name_punctuation', 'conversations.create', () => ({ name: '--_' })],
  ['invalid_name_maxlength', 'conversations.create', () => ({ name: 'x'.repeat(81) })],
  ['name_taken', 'conversations.create', () => ({ name: 'general' })],
  ['no_user', 'conversations.invite', () => ({ channel })],
  ['user_not_found', 'conversations.invite', () => ({ channel, users: 'UNADIA' })],
  ['already_in_channel', 'conversations.invite', () => ({ channel, users: 'UDANA' })],
  ['cant_invite_self', 'conversations.invite', () => ({ channel, users: 'UBOT' })],
  ['not_in_channel', 'conversations.invite', () => ({ channel: 'CSALES', users: 'UMIA' })],
  ['cant_archive_general', 'conversations.archive', () => ({ channel: 'CGENERAL' })],
  ['already_archived', 'conversations.archive', () => ({ channel: 'CLAUNCH' })],
  ['not_in_channel', 'conversations.archive', () => ({ channel: 'CSALES' })],

  ['ok', 'users.info', () => ({ user: 'UNADIA' })],
  ['user_not_found', 'users.info', () => ({ user: 'UNONE' })],
  ['invalid_arguments', 'users.info', () => ({})],
  ['ok', 'users.list', () => ({ limit: 3 })],
  ['ok', 'users.lookupByEmail', () => ({ email: 'DANA@southerncross.example' })],
  ['users_not_found', 'users.lookupByEmail', () => ({ email: 'nadia@southerncross.example' })],
  ['ok', 'users.getPresence', () => ({ user: 'UPRIYA' })],
  ['user_not_found', 'users.getPresence', () => ({ user: 'UNONE' })],
  ['ok', 'usergroups.list', () => ({ include_users: true })],
  ['ok', 'usergroups.users.list', () => ({ usergroup: 'SSALES' })],
  ['no_such_subteam', 'usergroups.users.list', () => ({ usergroup: 'SNONE' })],
  ['invalid_arguments', 'usergroups.users.list', () => ({})],

  ['ok', 'reactions.add', () => ({ channel, timestamp: ts, name: 'thumbsup::skin-tone-3' })],
  ['invalid_name', 'reactions.add', () => ({ channel, timestamp: ts, name: 'No Emoji' })],
  ['no_item_specified', 'reactions.add', () => ({ channel, name: 'eyes' })],
  ['bad_timestamp', 'reactions.add', () => ({ channel, timestamp: 'now', name: 'eyes' })],
  ['message_not_found', 'reactions.add', () => ({ channel, timestamp: NO_TS, name: 'eyes' })],
  ['no_reaction', 'reactions.remove', () => ({ channel, timestamp: ts, name: 'eyes' })],
  ['ok', 'reactions.get', () => ({ channel, timestamp: ts })],
  ['no_item_specified', 'reactions.get', () => ({ channel })],
  ['ok', 'pins.add', () => ({ channel, timestamp: ts })],
  ['no_item_specified', 'pins.add', () => ({ channel })],
  ['message_not_found', 'pins.add', () => ({ channel, timestamp: NO_TS })],
  ['no_pin', 'pins.remove', () => ({ channel, timestamp: ts })],
  ['ok', 'pins.list', () => ({ channel })],
  ['not_in_channel', 'pins.list', () => ({ channel: 'CSALES' })],

  ['ok', 'views.publish', () => ({ user_id: 'UDANA', view: { type: 'home', blocks: [] } })],
  ['user_not_found', 'views.publish', () => ({ user_id: 'UNONE', view: { type: 'home', blocks: [] } })],
  ['invalid_arguments', 'views.publish', () => ({ user_id: 'UDANA', view: { type: 'modal', blocks: [] } })],
  [
    'hash_conflict',
    'views.publish',
    () => ({ user_id: 'UDANA', view: { type: 'home', blocks: [] }, hash: 'old' }),
  ],
  ['not_found', 'views.update', () => ({ view_id: 'VNONE', view: {} })],
  ['invalid_arguments', 'views.update', () => ({ view: {} })],
  ['invalid_arguments', 'views.open', () => ({ view: {} })],
];

/** Whatever JSON can hold where a word is expected, also objects that nothing can turn into a word. */
const JUNK: readonly unknown[] = [
  true,
  -1,
  1e21,
  [],
  {},
  [[]],
  '\u0000',
  '__proto__',
  { toString: 0, valueOf: 0 },
  [{ toString: 0 }],
];

describe('each method', () => {
  beforeAll(async () => {
    foreign = (await wire.hands('say', { as: 'dana', channel, text: 'Mine' })).ts;
  });

  test.each(CONTRACT)('%s: %s', async (error, method, args) => {
    expect(await wire.errorOf(method, args())).toBe(error);
  });

  test('answers in Slack’s words whatever stands in an argument', async () => {
    const calls = CONTRACT.flatMap(([, method, args]) =>
      Object.keys(args()).flatMap((name) =>
        JUNK.map((junk) => ({ method, args: { ...args(), [name]: junk } })),
      ),
    );
    for (const { method, args } of calls) {
      const response = await wire.send(method, args);
      expect({ method, args, status: response.status }).toEqual({ method, args, status: 200 });
      expect(((await response.json()) as Seen).ok).toBeTypeOf('boolean');
    }
  });

  test('says which argument is missing', async () => {
    expect((await wire.ask('users.info', {})).response_metadata.messages).toEqual([
      '[ERROR] missing required field: user',
    ]);
  });
});

describe('every method of the register', () => {
  const methods = Object.entries(METHODS);

  test.each(methods.filter(([, { token }]) => token !== 'nobody'))(
    '%s refuses a call without a token, with a foreign one, and with one of the other kind',
    async (method, { token }) => {
      const other = token === 'app' ? 'xoxb-sandbox' : 'xapp-sandbox';
      const errors = ['', 'Bearer xoxb-stolen', `Bearer ${other}`].map(async (authorization) => {
        const response = await wire.send(method, {}, { authorization });
        expect(response.status).toBe(200);
        return ((await response.json()) as Seen).error;
      });
      expect(await Promise.all(errors)).toEqual(['not_authed', 'invalid_auth', 'not_allowed_token_type']);
    },
  );

  test.each(methods.flatMap(([method, { scopes }]) => (scopes ? [[method, scopes] as const] : [])))(
    '%s asks for a scope, and says which',
    async (method, scopes) => {
      await wire.hands('faults', { withoutScopes: [...scopes] });
      const answer = await wire.ask(method);
      await wire.hands('faults', { withoutScopes: [] });
      expect(answer).toMatchObject({ ok: false, error: 'missing_scope', needed: scopes.join(',') });
      expect(answer.provided.split(',')).not.toContain(scopes[0]);
    },
  );
});

describe('the form of a call', () => {
  const raw = async (body: string, contentType: string): Promise<Seen> =>
    (
      await fetch(`${wire.sandbox.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: { authorization: 'Bearer xoxb-sandbox', 'content-type': contentType },
        body,
      })
    ).json();

  test.each([
    ['invalid_json', '{"channel":', 'application/json'],
    ['json_not_object', '["CHANDSHAKE"]', 'application/json; charset=utf-8'],
    ['invalid_post_type', '<channel/>', 'application/xml'],
    ['invalid_blocks_format', 'channel=CHANDSHAKE&blocks=%5Bnope', 'application/x-www-form-urlencoded'],
  ])('answers %s', async (error, body, contentType) => {
    expect((await raw(body, contentType)).error).toBe(error);
  });

  test('a form carries blocks as JSON text, and arguments may stand in the address', async () => {
    const body = new URLSearchParams({ text: 'x', blocks: '[{"type":"divider","block_id":"b"}]' });
    const answer = await fetch(
      `${wire.sandbox.apiUrl}chat.postMessage?channel=CHANDSHAKE&token=xoxb-sandbox`,
      {
        method: 'POST',
        body,
      },
    );
    expect(((await answer.json()) as Seen).message.blocks).toEqual([{ type: 'divider', block_id: 'b' }]);
  });

  test('an unknown method is an answer like any other', async () => {
    const response = await wire.send('chat.dance');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: false, error: 'unknown_method', req_method: 'chat.dance' });
  });
});

describe('scopes', () => {
  test('a private channel asks for its own scope, a public one still answers', async () => {
    await wire.hands('faults', { withoutScopes: ['groups:history', 'groups:read'] });
    expect(await wire.ask('conversations.history', { channel: 'CDEALS' })).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:history',
    });
    expect(await wire.errorOf('conversations.history', { channel })).toBe('ok');
    expect(await wire.ask('conversations.list', { types: 'public_channel,private_channel' })).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:read',
    });
    await wire.hands('faults', { clear: true });
    expect(await wire.errorOf('conversations.history', { channel: 'CDEALS' })).toBe('ok');
  });

  test('people keep their email from an app that may not see it', async () => {
    const email = async () => (await wire.ask('users.info', { user: 'UDANA' })).user.profile.email;
    expect(await email()).toBe('dana@southerncross.example');
    await wire.hands('faults', { withoutScopes: ['users:read.email'] });
    expect(await email()).toBeUndefined();
    await wire.hands('faults', { clear: true });
  });

  test('the header names what the app has and what the method wants', async () => {
    const { headers } = await wire.send('pins.list', { channel });
    expect(headers.get('x-oauth-scopes')).toContain('pins:read');
    expect(headers.get('x-accepted-oauth-scopes')).toBe('pins:read');
  });
});
