// The doctor on Slack: each fault that can be planted in tokens, scopes, channel and people is found, and only that one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { askAt, type Front, type Instead, onlyFaultAt, startFront } from './a-slack.js';

const folder = mkdtempSync(join(tmpdir(), 'doctor-slack-'));
let front: Front;
beforeAll(async () => {
  front = await startFront(join(folder, 'data'));
});
afterEach(() => front.instead.clear());
afterAll(async () => {
  await front.stop();
  rmSync(folder, { recursive: true, force: true });
});

const refusing = (error: string): Instead => ({ body: { ok: false, error } });

/** A method, what it answers instead, what is set for that, and what the doctor says. */
const slackFaults: [string, Instead, NodeJS.ProcessEnv, string][] = [
  ['auth.test', refusing('token_revoked'), {}, 'Slack refuses SLACK_BOT_TOKEN (token_revoked).'],
  [
    'auth.test',
    { body: { ok: true, team_id: 'T1', user_id: 'U1' } },
    {},
    'SLACK_BOT_TOKEN is not a bot’s token.',
  ],
  [
    'auth.test',
    { headers: { 'x-oauth-scopes': 'chat:write,commands,channels:read,groups:read,users:read' } },
    {},
    'The token lacks the scopes channels:history, groups:history, im:history, metadata.message:read, im:write, files:write, files:read and usergroups:read.',
  ],
  [
    'apps.connections.open',
    refusing('invalid_auth'),
    { SLACK_APP_TOKEN: 'xapp-1' },
    'Slack refuses SLACK_APP_TOKEN (invalid_auth).',
  ],
  [
    'apps.connections.open',
    refusing('missing_scope'),
    { SLACK_APP_TOKEN: 'xapp-1' },
    'Slack refuses SLACK_APP_TOKEN (missing_scope).',
  ],
  [
    'apps.connections.open',
    refusing('unknown_method'),
    { SLACK_APP_TOKEN: 'xapp-1' },
    'knows no Socket Mode',
  ],
  ['conversations.info', {}, { HANDSHAKE_CHANNEL: 'CNOWHERE' }, 'The bot sees no channel CNOWHERE.'],
  [
    'conversations.info',
    {},
    { HANDSHAKE_CHANNEL: 'CLEADERS' },
    'if the channel is private, type /invite @handshake in it.',
  ],
  [
    'conversations.info',
    {},
    { HANDSHAKE_CHANNEL: 'CMARKETING' },
    'The bot is not in the channel #marketing.',
  ],
  [
    'conversations.info',
    { body: { ok: true, channel: { name: 'old', is_archived: true } } },
    {},
    'The channel #old is archived.',
  ],
  ['conversations.info', refusing('missing_scope'), {}, 'The bot may not look at channels.'],
  ['usergroups.users.list', {}, { MARKETING_GROUP: 'SNOBODY' }, 'There is no user group SNOBODY.'],
  [
    'usergroups.users.list',
    { body: { ok: true, users: [] } },
    {},
    'The group SMARKETING of marketing has no members.',
  ],
  ['usergroups.users.list', refusing('plan_upgrade_required'), {}, 'User groups need a paid plan of Slack.'],
  ['users.info', {}, { MARKETING_GROUP: 'UNOBODY' }, 'Slack knows nobody called UNOBODY.'],
  [
    'users.info',
    { body: { ok: true, user: { id: 'UMIA', deleted: true } } },
    { MARKETING_GROUP: 'UMIA' },
    'UMIA, who reads rejections, is deactivated in Slack.',
  ],
];

describe('Slack', () => {
  test.each(slackFaults)(
    '%s that answers %j with %j set is one fault',
    async (method, instead, changes, sentence) => {
      front.instead.set(method, instead);
      expect(await onlyFaultAt(front, changes)).toContain(sentence);
    },
  );

  test('is the only fault when it does not answer, and names what was not looked at', async () => {
    const { missing, text } = await askAt(front, { SLACK_API_URL: 'http://127.0.0.1:1/api/' });
    expect(missing).toEqual([expect.stringContaining('Slack does not answer at http://127.0.0.1:1/api/')]);
    expect(text).toContain(
      'Not looked at, because of what is missing above: the channel and who reads rejections.',
    );
  });

  test('has signing secrets of 32 hexadecimal digits; another is a warning', async () => {
    const { code, text } = await askAt(front, { SLACK_SIGNING_SECRET: 'hello' });
    expect(code).toBe(0);
    expect(text).toContain('warning: SLACK_SIGNING_SECRET is not 32 hexadecimal digits');
  });
});
