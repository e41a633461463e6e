// The configuration: .env.example explains every variable, and half a configuration is refused in one sentence.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { readConfig, variables } from '../src/config.js';
import { ConfigError } from '../src/errors.js';

const example = readFileSync('.env.example', 'utf8');
const secret = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

const slack = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  HANDSHAKE_CHANNEL: 'C1',
  MARKETING_GROUP: 'S1',
  INTAKE_SECRET: secret,
};

describe('the README', () => {
  test('has every variable in its table, and no other', () => {
    const [, table = ''] = readFileSync('README.md', 'utf8').split('## Configuration');
    const rows = (table.split('## Checks')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)]);
    expect(named.map(([, name]) => name).sort()).toEqual([...variables].sort());
  });
});

describe('.env.example', () => {
  const assigned = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];

  test('names every variable once, sets none, and names no other', () => {
    expect(assigned.map(([, name]) => name).sort()).toEqual([...variables].sort());
    expect(assigned.filter(([, , value]) => value !== '')).toEqual([]);
  });

  test('explains each in a sentence above it', () => {
    for (const [line] of assigned) {
      const above = example.split('\n')[example.split('\n').indexOf(line) - 1];
      expect(above, line).toMatch(/^#.*[a-z0-9)"./]$/);
    }
  });

  test('shows how to make a secret that the configuration takes and senders can sign with', () => {
    const [, script = ''] = /^# +node -e "(.+)"$/m.exec(example) ?? [];
    const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    const made = stdout.trim();
    expect(readConfig({ INTAKE_SECRET: made }).intakeSecrets).toEqual([made]);
    expect(() => new Webhook(made)).not.toThrow();
    expect(Buffer.from(made.slice('whsec_'.length), 'base64')).toHaveLength(24);
  });

  test('as it is, starts the sandbox', () => {
    const env = Object.fromEntries(assigned.map(([, name = '', value]) => [name, value]));
    expect(readConfig(env)).toEqual(readConfig({}));
    expect(readConfig(env).slack).toBeNull();
  });
});

/** What is set besides a whole configuration (or instead of it), the variable to be named, and some of the sentence. */
const halves: [NodeJS.ProcessEnv, string, string][] = [
  [{ ...slack, SLACK_APP_TOKEN: '' }, 'SLACK_APP_TOKEN', 'set one of the two'],
  [{ ...slack, SLACK_APP_TOKEN: '' }, 'SLACK_SIGNING_SECRET', 'set one of the two'],
  [{ ...slack, SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN', 'must start with xoxb-'],
  [{ ...slack, SLACK_APP_TOKEN: '1' }, 'SLACK_APP_TOKEN', 'must start with xapp-'],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN', 'or neither for the sandbox'],
  [{ SLACK_SIGNING_SECRET: 'x' }, 'SLACK_BOT_TOKEN', 'or neither for the sandbox'],
  [{ ...slack, HANDSHAKE_CHANNEL: '' }, 'HANDSHAKE_CHANNEL', 'copy it from'],
  [{ ...slack, HANDSHAKE_CHANNEL: '#leads' }, 'HANDSHAKE_CHANNEL', 'copy it from'],
  [{ ...slack, MARKETING_GROUP: '' }, 'MARKETING_GROUP', 'user group'],
  [{ ...slack, MARKETING_GROUP: 'U1, @mia' }, 'MARKETING_GROUP', 'user group'],
  [{ ...slack, INTAKE_SECRET: '' }, 'INTAKE_SECRET', 'nobody can send leads'],
  [{ INTAKE_SECRET: 'hello' }, 'INTAKE_SECRET', 'whsec_'],
  [{ INTAKE_SECRET: `${secret},hello` }, 'INTAKE_SECRET', 'whsec_'],
  [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL', 'postgresql://'],
  [{ PORT: '70000' }, 'PORT', '.env.example'],
  [{ SANDBOX_PORT: 'x' }, 'SANDBOX_PORT', '.env.example'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL', '.env.example'],
  [{ ...slack, SLACK_API_URL: 'slack' }, 'SLACK_API_URL', '.env.example'],
  [{ SLACK_POSTS_PER_SECOND: '0' }, 'SLACK_POSTS_PER_SECOND', '.env.example'],
];

/** The sentence with which a configuration is refused. */
function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('the configuration was taken');
}

describe('a configuration', () => {
  test.each(halves)('of %j is refused in one line that names %s', (env, name, words) => {
    const sentence = refusalOf(env);
    expect(sentence).toMatch(new RegExp(`\\b${name}\\b`));
    expect(sentence).toContain(words);
    expect(sentence).not.toContain('\n');
    expect(sentence).toMatch(/\.$/);
  });

  test('of a whole Slack is taken, over Socket Mode before HTTP', () => {
    expect(readConfig(slack).slack).toEqual({
      botToken: 'xoxb-1',
      connection: { kind: 'socket', appToken: 'xapp-1' },
      apiUrl: 'https://slack.com/api/',
      channel: 'C1',
      marketing: ['S1'],
    });
    const http = readConfig({ ...slack, SLACK_APP_TOKEN: ' ', SLACK_SIGNING_SECRET: 'x' }).slack;
    expect(http?.connection).toEqual({ kind: 'http', signingSecret: 'x' });
    expect(readConfig({ ...slack, SLACK_SIGNING_SECRET: 'x' }).slack?.connection.kind).toBe('socket');
  });

  test('may hold several secrets and several people, with commas or spaces', () => {
    const config = readConfig({
      ...slack,
      INTAKE_SECRET: `${secret}, ${secret}`,
      MARKETING_GROUP: 'U1 U2,S3',
    });
    expect(config.intakeSecrets).toEqual([secret, secret]);
    expect(config.slack?.marketing).toEqual(['U1', 'U2', 'S3']);
  });
});
