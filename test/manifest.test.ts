// The manifest: it is one that Slack takes, it names what the switchboard answers, and it asks for no scope too many.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppsManifestValidateArguments, WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { commands, events } from '../src/slack/switchboard.js';

type Manifest = AppsManifestValidateArguments['manifest'];
type BotScope = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number];

/** Slack's rules for the parts that we use; any other part is a surprise. */
const Ours = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#([0-9a-f]{3}){1,2}$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(true),
    }),
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/),
      always_online: z.boolean(),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().min(1).max(1000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).min(1).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
});

const text = readFileSync('manifest.yml', 'utf8');
const manifest = Ours.parse(parse(text));
const scopes = manifest.oauth_config.scopes.bot;

/** The bot scopes that each Web API method of ours needs; channels:… for public channels, groups:… for private ones. */
const scopesOf = {
  'apps.connections.open': [], // the app token's own scope
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'metadata.message:read'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'metadata.message:read'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
} as const satisfies Record<string, readonly BotScope[]>;

/** What needs a scope without being a method. */
const scopesOfSlashCommands = ['commands'] as const satisfies readonly BotScope[];

/** Every method that Slack's client knows, like chat.update. */
function methodsOf(part: object, path: string[] = []): string[] {
  return Object.entries(part).flatMap(([name, value]) => {
    if (typeof value === 'function') return [[...path, name].join('.')];
    return typeof value === 'object' && value !== null && path.length < 3
      ? methodsOf(value, [...path, name])
      : [];
  });
}

/** The Web API methods that our code calls, whatever the client is a part of: `this.of.client.chat.delete(…)`. */
function methodsCalled(): string[] {
  const known = new Set(methodsOf(new WebClient()).filter((name) => name.includes('.')));
  expect(known.size).toBeGreaterThan(100);
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('sandbox') && !file.includes('generated'),
  );
  const calls = files.flatMap((file) => [
    ...readFileSync(join('src', file), 'utf8').matchAll(/\b((?:\w+\.)+\w+)\(/g),
  ]);
  const names = calls.map(([, call = '']) => call.replace(/^.*\bclient\./, ''));
  return sorted(names.filter((name) => known.has(name)));
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

describe('manifest.yml', () => {
  test('holds what Slack’s own types allow', () => {
    const typed = {
      ...manifest,
      oauth_config: { scopes: { bot: scopes as BotScope[] } },
      settings: { ...manifest.settings, event_subscriptions: { bot_events: ['app_home_opened'] } },
    } satisfies Manifest;
    expect(typed).toEqual(manifest);
  });

  test('names the commands and events that the switchboard answers, and no others', () => {
    expect(sorted(manifest.features.slash_commands.map(({ command }) => command))).toEqual(
      sorted(Object.keys(commands)),
    );
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(sorted(Object.keys(events)));
  });

  test('asks for the scopes of the methods that the bot calls, each once, and for no other', () => {
    expect(methodsCalled()).toEqual(Object.keys(scopesOf).sort());
    const needed = [
      ...Object.values(scopesOf).flat(),
      ...(Object.keys(commands).length > 0 ? scopesOfSlashCommands : []),
    ];
    expect([...scopes].sort()).toEqual(sorted(needed));
  });

  test('gives a reason beside each scope and event', () => {
    const lines = text.split('\n').map((line) => line.trim());
    for (const name of [...scopes, ...manifest.settings.event_subscriptions.bot_events]) {
      const at = lines.indexOf(`- ${name}`);
      const above = lines
        .slice(0, at)
        .reverse()
        .find((line) => !line.startsWith('- '));
      expect(above, name).toMatch(/^# .*\.$/);
    }
  });

  test('says how to switch from Socket Mode to HTTP', () => {
    const comment = text
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .join('\n');
    for (const field of [
      'socket_mode_enabled',
      'slash_commands[0].url',
      'event_subscriptions.request_url',
      'interactivity.request_url',
    ])
      expect(comment).toContain(field);
    expect(comment).toContain('/slack/events');
  });
});
