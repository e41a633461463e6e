// The fault run: leads and clicks pour in while the bot is killed again and again; then the count must be right.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { build, type Child, freePort, launch, untilAnswers } from './children.js';
import { chanceOf } from './random.js';
import { type Click, type Floor, workThrough } from './rep.js';
import { type Ledger, send } from './sender.js';
import { history, thread } from './slack-as-seen.js';
import { slowLine } from './slow-line.js';
import { isClean, type Thread, type Verdict, verdictOn } from './verdict.js';

export interface KillRun {
  rounds: number;
  seed: number;
  /** A PostgreSQL server on which the run makes a database of its own, or null for the embedded engine. */
  server: string | null;
  /** The courier's waits in seconds instead of half minutes. */
  brisk: boolean;
  say(line: string): void;
}

export interface KillResult {
  verdict: Verdict;
  kills: number;
  /** Kills while a post was on its way to Slack, and while Slack had it and the bot did not know. */
  killsBeforeHearing: number;
  killsBeforeAnswer: number;
  repeats: number;
  seconds: number;
}

const SENDERS = 3;
const REPS = [
  ['UDANA', 'UMARCUS'],
  ['USAM', 'USASHA'],
  ['UPRIYA', 'ULEO'],
] as const;

/** How long the bot lives in a round, in milliseconds after it is ready. */
const LIFE_MS = [250, 2_500] as const;
const LOOK_EVERY_MS = 1_000;
/** How long the last kill waits, in seconds, for a first click to be acknowledged: on a busy machine lives may be too short. */
const FIRST_CLICK_SECONDS = 60;

/**
 * How long nothing may change before the count is final, and how long to wait for that at most, in seconds. A message
 * in doubt waits for its lease, is looked for twice, and is looked at once more for a double.
 */
const SETTLING = { patient: { quiet: 75, most: 300 }, brisk: { quiet: 20, most: 120 } } as const;

const CHANNEL = 'CHANDSHAKE';
const MARKETING = 'SMARKETING';

interface Engine {
  env: Record<string, string>;
  drop(): Promise<void>;
}

async function engineOf(server: string | null): Promise<Engine> {
  if (server === null) return { env: { DATABASE_URL: '' }, drop: async () => {} };
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const name = `handshake_faults_${randomUUID().replaceAll('-', '')}`;
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { env: { DATABASE_URL: url.href }, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function threadsIn(apiUrl: string): Promise<Thread[]> {
  const threads: Thread[] = [];
  for (const card of await history(apiUrl, CHANNEL))
    threads.push({ card, replies: card.replies > 0 ? await thread(apiUrl, CHANNEL, card.ts) : [] });
  return threads;
}

/** Looks until the channel has been the same, and right, for long enough; a wrong one is waited for to the end. */
async function settled(
  look: () => Promise<{ threads: Thread[]; verdict: Verdict }>,
  { quiet, most }: { quiet: number; most: number },
  say: (line: string) => void,
): Promise<Verdict> {
  const begun = performance.now();
  for (let [changed, before] = [begun, '']; ; await pause(LOOK_EVERY_MS)) {
    const { threads, verdict } = await look();
    const now = performance.now();
    const picture = JSON.stringify(threads);
    if (picture !== before) changed = now;
    before = picture;
    const calm = now - changed >= quiet * 1000;
    if ((calm && isClean(verdict)) || now - begun >= most * 1000) {
      say(`settled after ${Math.round((now - begun) / 1000)} s`);
      return verdict;
    }
  }
}

/** Waits, for a while, until somebody's click was acknowledged: without one a kill has nothing to lose. */
async function untilOneIsHeard(clicks: readonly Click[]): Promise<void> {
  const isHeard = (): boolean => clicks.some(({ acknowledged }) => acknowledged !== null);
  for (let second = 0; second < FIRST_CLICK_SECONDS && !isHeard(); second++) await pause(LOOK_EVERY_MS);
}

/** A run looks at Slack and writes to it more often than Slack allows: what is tried here is dying, not waiting. */
async function withoutLimits(slackUrl: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ rateLimits: false });
  const answer = await fetch(`${slackUrl}/hands/faults`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`Slack's limits could not be lifted: ${await answer.text()}`);
}

/** Runs it. The result tells what was lost or doubled; it throws only when the run itself could not be carried out. */
export async function killRounds({ rounds, seed, server, brisk, say }: KillRun): Promise<KillResult> {
  const begun = performance.now();
  const chance = chanceOf(seed);
  if (!brisk) build();
  const folder = await mkdtemp(join(tmpdir(), 'handshake-faults-'));
  const engine = await engineOf(server);
  const [slackPort, botPort] = [await freePort(), await freePort()];
  const [slackUrl, botUrl] = [`http://127.0.0.1:${slackPort}`, `http://127.0.0.1:${botPort}`];
  const apiUrl = `${slackUrl}/api/`;
  const slack = launch('src/main.ts', {
    args: ['sandbox'],
    env: {
      SANDBOX_PORT: String(slackPort),
      SANDBOX_REQUEST_URL: `${botUrl}/slack/events`,
      DATA_DIR: join(folder, 'slack'),
    },
  });
  const line = await slowLine(slackUrl, chance.fork());
  const startBot = async (): Promise<Child> => {
    const bot = launch(brisk ? 'test/faults/brisk-bot.ts' : 'dist/main.js', {
      args: ['start'],
      env: {
        PORT: String(botPort),
        HOST: '127.0.0.1',
        DATA_DIR: join(folder, 'bot'),
        SLACK_BOT_TOKEN: sandboxCredentials.botToken,
        SLACK_SIGNING_SECRET: sandboxCredentials.signingSecret,
        SLACK_API_URL: line.apiUrl,
        HANDSHAKE_CHANNEL: CHANNEL,
        MARKETING_GROUP: MARKETING,
        INTAKE_SECRET: sandboxCredentials.intakeSecret,
        SLACK_POSTS_PER_SECOND: '500',
        LOG_LEVEL: 'error',
        ...engine.env,
      },
    });
    await untilAnswers(`${botUrl}/readyz`, bot);
    return bot;
  };

  const ledger: Ledger = { leads: [], repeats: 0 };
  const clicks: Click[] = [];
  let over = false;
  const floor: Floor = { slackUrl, apiUrl, channel: CHANNEL, clicks, isOver: () => over };
  const counts = { kills: 0, killsBeforeHearing: 0, killsBeforeAnswer: 0 };
  let bot: Child | null = null;
  try {
    await untilAnswers(`${slackUrl}/hands/people`, slack);
    await withoutLimits(slackUrl);
    bot = await startBot();
    const work = Promise.all([
      ...Array.from({ length: SENDERS }, () => send(botUrl, chance.fork(), ledger, () => over)),
      ...REPS.map(([person, rival]) => workThrough(floor, person, rival, chance.fork())),
    ]);
    work.catch(() => {}); // it is awaited below, after the kills
    for (let round = 1; round <= rounds; round++) {
      await pause(chance.between(...LIFE_MS));
      if (round === rounds) await untilOneIsHeard(clicks);
      const { unheard, unanswered } = line.posting();
      await bot.end('SIGKILL');
      counts.kills++;
      if (unheard > 0) counts.killsBeforeHearing++;
      if (unanswered > 0) counts.killsBeforeAnswer++;
      if (round % 10 === 0 || round === rounds)
        say(`${round} kills, ${ledger.leads.length} leads, ${clicks.length} clicks`);
      bot = await startBot();
    }
    over = true;
    await work;
    const look = async () => {
      const threads = await threadsIn(apiUrl);
      return { threads, verdict: verdictOn(ledger.leads, clicks, threads) };
    };
    const verdict = await settled(look, brisk ? SETTLING.brisk : SETTLING.patient, say);
    const seconds = Math.round((performance.now() - begun) / 1000);
    return { verdict, ...counts, repeats: ledger.repeats, seconds };
  } finally {
    over = true;
    await bot?.end('SIGTERM');
    await slack.end('SIGTERM');
    await line.stop();
    await engine.drop();
    await rm(folder, { recursive: true, force: true });
  }
}
