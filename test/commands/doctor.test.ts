// The doctor: says of everything Handshake needs how it stands, finds each planted fault, and prints no secret.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import {
  askAt,
  type Deps,
  type Front,
  listening,
  onlyFaultAt,
  someSecret,
  startFront,
  type Told,
} from './a-slack.js';

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
let front: Front;
beforeAll(async () => {
  front = await startFront(join(folder, 'data'));
});
afterEach(() => front.instead.clear());
afterAll(async () => {
  await front.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (changes: NodeJS.ProcessEnv = {}, deps: Deps = {}): Promise<Told> => askAt(front, changes, deps);
const onlyFault = (changes: NodeJS.ProcessEnv, deps: Deps = {}): Promise<string> =>
  onlyFaultAt(front, changes, deps);

describe('a healthy Handshake', () => {
  test('is told so, a line a thing, and ends with 0', async () => {
    const { code, lines, missing } = await ask();
    expect(missing).toEqual([]);
    expect(code).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(/^ok: Node \d+\.\d+\.\d+ is new enough\.$/),
      'ok: The configuration can be read. Slack over HTTP.',
      expect.stringContaining('the next start creates the embedded database'),
      expect.stringContaining('warning: The embedded database does not survive a power cut'),
      'ok: The clock of this machine agrees with Slack.',
      'ok: Slack knows the bot as @handshake in the workspace Southern Cross Advisory (TSANDBOX).',
      'ok: The token has every scope that manifest.yml asks for.',
      expect.stringContaining('ok: SLACK_SIGNING_SECRET has the right shape.'),
      'ok: The bot is in the channel #mql-handshake.',
      'ok: The group SMARKETING of marketing has 2 members.',
      'ok: INTAKE_SECRET has the right shape.',
      'ok: PORT is 0: the bot takes any free port.',
      'Nothing is missing. npm start starts Handshake.',
    ]);
  });

  test('takes people for marketing, and an app token for the signing secret', async () => {
    front.instead.set('apps.connections.open', { body: { ok: true, url: 'wss://127.0.0.1/' } });
    const changes = {
      MARKETING_GROUP: 'UMIA ULEO',
      SLACK_SIGNING_SECRET: '',
      SLACK_APP_TOKEN: 'xapp-1-A-2-b',
    };
    const { code, text } = await ask(changes);
    expect(code).toBe(0);
    expect(text).toContain('ok: UMIA of marketing is in the workspace.');
    expect(text).toContain('ok: Slack opens a Socket Mode connection for the app token.');
  });

  test('may have no Slack at all: then the sandbox plays it, and that is a warning', async () => {
    const { code, text } = await ask({ SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '', INTAKE_SECRET: '' });
    expect(code).toBe(0);
    expect(text).toContain('warning: SLACK_BOT_TOKEN is not set, so the sandbox plays Slack.');
  });
});

describe('the machine', () => {
  test('needs the Node that package.json asks for', async () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe('>=20.19');
    expect(await onlyFault({}, { node: '20.18.3' })).toContain('Node 20.18.3 is too old.');
    expect((await ask({}, { node: '20.19.0' })).code).toBe(0);
    expect((await ask({}, { node: '24.0.0' })).code).toBe(0);
  });

  test.each([
    ['ahead of', 45_000],
    ['behind', -45_000],
  ])('needs a clock that is not 45 seconds %s Slack', async (way, off) => {
    const fault = await onlyFault({}, { wall: () => new Date(Date.now() + off) });
    expect(fault).toMatch(new RegExp(`The clock of this machine is 4[4-6] seconds ${way} Slack\\.`));
  });

  test('may be off by less', async () => {
    expect((await ask({}, { wall: () => new Date(Date.now() + 20_000) })).code).toBe(0);
  });
});

/** Serves the same answer to everybody. */
const saying = (body: string): Server => createServer((_request, response) => response.end(body));

describe('the port', () => {
  test.each([
    ['{"status":"ready"}', 'ok: Port % is held by a Handshake that runs and is ready.'],
    ['{"status":"not ready"}', 'warning: Port % is held by a Handshake that is not ready.'],
    ['hello', 'missing: Port % is held by another program.'],
  ])('held by somebody who answers %s', async (body, line) => {
    const server = saying(body);
    const port = await listening(server);
    try {
      const { text } = await ask({ PORT: String(port), HOST: '127.0.0.1' });
      expect(text).toContain(line.replace('%', String(port)));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('intake secrets', () => {
  test('must be base64', async () => {
    expect(await onlyFault({ INTAKE_SECRET: 'whsec_A' })).toContain(
      'INTAKE_SECRET is not base64 after whsec_.',
    );
  });

  test('must not be the one of the sandbox, which everybody knows', async () => {
    const fault = await onlyFault({ INTAKE_SECRET: `${someSecret},${sandboxCredentials.intakeSecret}` });
    expect(fault).toContain("Secret 2 of 2 in INTAKE_SECRET is the sandbox's");
  });

  test('should be long enough; a short one is a warning', async () => {
    const { code, text } = await ask({ INTAKE_SECRET: 'whsec_c2hvcnQ=' });
    expect(code).toBe(0);
    expect(text).toContain('warning: INTAKE_SECRET holds 5 bytes');
  });
});

describe('a configuration that the bot would refuse', () => {
  test('is told with every wrong variable, and the rest is looked at all the same', async () => {
    const { code, missing, text } = await ask({
      PORT: 'x',
      MARKETING_GROUP: 'marketing',
      DATABASE_URL: 'mysql://db',
    });
    expect(code).toBe(1);
    expect(missing.map((line) => /[A-Z_]{4,}/.exec(line)?.[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'MARKETING_GROUP',
    ]);
    expect(text).toContain('ok: The bot is in the channel #mql-handshake.');
    expect(text).toContain(
      'Not looked at, because of what is missing above: the database, who reads rejections and the port.',
    );
  });

  test('may be half a configuration: the half that is there is looked at', async () => {
    const { missing, text } = await ask({
      SLACK_SIGNING_SECRET: '',
      HANDSHAKE_CHANNEL: '',
      INTAKE_SECRET: '',
    });
    expect(missing).toHaveLength(3);
    expect(text).toContain('ok: Slack knows the bot as @handshake');
    expect(text).toContain('ok: The group SMARKETING of marketing has 2 members.');
  });
});

describe('what is printed', () => {
  test('never holds a secret, whatever is wrong', async () => {
    const canary = 'CANARY';
    const secrets: NodeJS.ProcessEnv = {
      SLACK_BOT_TOKEN: `xoxb-${canary}`,
      SLACK_APP_TOKEN: `xapp-${canary}`,
      SLACK_SIGNING_SECRET: canary,
      INTAKE_SECRET: `whsec_${canary}`,
      DATABASE_URL: `postgresql://handshake:${canary}@127.0.0.1:1/handshake`,
    };
    const whole = await ask(secrets);
    expect(whole.missing.length).toBeGreaterThanOrEqual(3);
    expect(whole.text).not.toContain(canary);
    const broken = `postgresql://handshake:p@${canary}/x@127.0.0.1:1/handshake`;
    expect((await ask({ DATABASE_URL: broken })).text).not.toContain(canary);
    for (const name of Object.keys(secrets))
      expect((await ask({ [name]: canary })).text).not.toContain(canary);
  });
});
