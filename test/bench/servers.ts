// The servers that are compared, each in a process of its own, on one database, with a Slack that costs little.
import { setTimeout as pause } from 'node:timers/promises';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { type Child, freePort, launch, untilAnswers } from '../faults/children.js';
import { memoryOf } from './figures.js';

export interface Server {
  url: string;
  child: Child;
  /** From its start to its first ready answer, in milliseconds. */
  startedMs: number;
  /** Resident memory in MB, some seconds after its start and before anything was asked of it. */
  idleMb: number;
}

const IDLE_MS = 2_000;

interface Start {
  script: string;
  args?: string[];
  env?: Record<string, string>;
  node?: string[];
  ready: string;
  /** Whether to wait and look at the memory. */
  idle: boolean;
}

async function start({ script, args = [], env = {}, node = [], ready, idle }: Start): Promise<Server> {
  const port = await freePort();
  const begun = performance.now();
  const url = `http://127.0.0.1:${port}`;
  const child = launch(script, { args, node, env: { PORT: String(port), HOST: '127.0.0.1', ...env } });
  await untilAnswers(`${url}${ready}`, child);
  const startedMs = performance.now() - begun;
  if (idle) await pause(IDLE_MS);
  return { url, child, startedMs, idleMb: idle ? (await memoryOf(child.pid)).now : Number.NaN };
}

const secrets = {
  INTAKE_SECRET: sandboxCredentials.intakeSecret,
  SLACK_SIGNING_SECRET: sandboxCredentials.signingSecret,
};

export const startFakeSlack = (): Promise<Server> =>
  start({ script: 'test/bench/fake-slack.ts', ready: '/ready', idle: false });

export const startIntakeFloor = (url: string, floor: 'one statement' | 'three statements'): Promise<Server> =>
  start({
    script: 'test/bench/floor-intake.ts',
    env: { ...secrets, DATABASE_URL: url, FLOOR: floor },
    ready: '/',
    idle: true,
  });

export const startBoltFloor = (url: string, floor: 'bare' | 'one statement'): Promise<Server> =>
  start({
    script: 'test/bench/floor-bolt.ts',
    env: { ...secrets, DATABASE_URL: url, FLOOR: floor },
    ready: '/',
    idle: true,
  });

/** Handshake itself. `postsPerSecond` of 1 is Slack's own pace; `profile` is a folder for a CPU profile. */
export const startOurs = (of: {
  url: string;
  slack: string;
  postsPerSecond: number;
  profile?: string | undefined;
  idle: boolean;
}): Promise<Server> =>
  start({
    script: 'dist/main.js',
    args: ['start'],
    node: of.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${of.profile}`],
    env: {
      ...secrets,
      DATABASE_URL: of.url,
      SLACK_BOT_TOKEN: sandboxCredentials.botToken,
      SLACK_API_URL: `${of.slack}/api/`,
      HANDSHAKE_CHANNEL: 'CHANDSHAKE',
      MARKETING_GROUP: 'SMARKETING',
      SLACK_POSTS_PER_SECOND: String(of.postsPerSecond),
      LOG_LEVEL: 'error',
    },
    ready: '/readyz',
    idle: of.idle,
  });
