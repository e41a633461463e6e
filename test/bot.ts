// Starts the real bot on an empty database with the sandbox's Slack and a clock the test sets, and acts as its people.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { parse } from 'yaml';
import { type App, startApp } from '../src/app.js';
import type { Charter } from '../src/charter/charter.js';
import { movedClock } from '../src/commands/moved-clock.js';
import type { Season } from '../src/commands/season/season.js';
import { writeSeason } from '../src/commands/season/write-season.js';
import type { Config, SlackConfig } from '../src/config.js';
import { sandboxCredentials as credentials } from '../src/sandbox/credentials.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Patience } from '../src/slack/courier.js';
import type { Location } from '../src/store/open-database.js';
import { openStore, type Store } from '../src/store/store.js';
import { type Engine, engines } from './engines.js';

/** People of the sandbox's workspace. */
export const people = {
  dana: 'UDANA',
  sam: 'USAM',
  priya: 'UPRIYA',
  mia: 'UMIA',
  leo: 'ULEO',
  rita: 'URITA',
} as const;

// biome-ignore lint/suspicious/noExplicitAny: blocks and views are looked at as Slack shows them, whatever they are
export type Shown = any;

export interface SeenMessage {
  ts: string;
  user: string;
  text: string;
  blocks: Shown[];
  thread: SeenMessage[];
}

/** What a person sees. */
export interface Seen {
  channels: { id: string; name: string; messages: SeenMessage[] }[];
  ephemerals: { channel: string; text: string }[];
  modal: Shown;
  home: Shown;
  errors?: Record<string, string>;
  error?: string;
  message?: string;
}

export interface Bot {
  app: App;
  store: Store;
  sandbox: Sandbox;
  now(): Date;
  /** POSTs to /hands/<act>; a refusal comes back with `error` set. */
  hand(act: string, body: Record<string, unknown>): Promise<Seen>;
  see(as: string): Promise<Seen>;
  /** The messages of the shared channel as `as` sees them. */
  channel(as?: string): Promise<SeenMessage[]>;
  /** Sends rows through the signed door; `id` is the webhook-id. */
  send(
    kind: 'leads' | 'signals',
    rows: unknown[],
    id?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Waits until `look` finds something; fails after ten seconds with what the channel shows. */
  until<T>(look: () => Promise<T | undefined | null | false>): Promise<T>;
  /** The card that names this lead, once it is there. */
  card(name: string): Promise<SeenMessage>;
  /** Moves the clock forward by an ISO 8601 duration, running the jobs on the way. */
  advance(duration: string): Promise<void>;
  /** Starts one more process for the same workspace, on a server with connections of its own; `stop` stops it too. */
  another(): Promise<App>;
  stop(): Promise<void>;
}

/** How Slack reaches the bot. */
export type Transport = 'http' | 'socket';

/** Every engine with either transport, for stories that must hold over each. */
export const lines = engines.flatMap((engine) =>
  (['http', 'socket'] as const).map((transport) => ({
    engine,
    transport,
    name: `${engine.name} over ${transport}`,
  })),
);

/** Most stories run over one: the embedded engine has Socket Mode, a real PostgreSQL has HTTP, as people install them. */
const usual = (location: Location): Transport => ('url' in location ? 'http' : 'socket');

const CONNECTIONS: Record<Transport, SlackConfig['connection']> = {
  http: { kind: 'http', signingSecret: credentials.signingSecret },
  socket: { kind: 'socket', appToken: credentials.appToken },
};

/** What the app subscribes to in its manifest: the sandbox sends no other events. */
const manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
const subscriptions: string[] = manifest.settings.event_subscriptions.bot_events;

/** Short waits, so that a test of a doubtful send takes seconds. */
const briskly: Patience = { lease: 12, doubt: 1, recheck: 2, rest: 0.2 };

const TRIES = 200;
const PAUSE_MS = 50;

/** Starts everything on a database of its own; `stop` removes it again. */
export async function startBot(
  engine: Engine,
  options: {
    charter?: Charter;
    patience?: Patience;
    at?: Date;
    postsPerSecond?: number;
    transport?: Transport;
    /** Weeks that the workspace has behind it. */
    past?: Season;
  } = {},
): Promise<Bot> {
  const { location, drop } = await engine.empty();
  const transport = options.transport ?? usual(location);
  const store = await openStore(location);
  const clock = movedClock(null);
  if (options.at !== undefined) await clock.moveTo(options.at);
  let app: App | null = null;
  const sandbox = await startSandbox({
    port: 0,
    ...(transport === 'http' ? { requestUrl: () => `${app?.url}/slack/events` } : {}),
    events: subscriptions,
    commands: manifest.features.slash_commands,
    clock,
    runJob: (name) => (app === null ? Promise.reject(new Error('not started')) : app.runJob(name)),
  });
  const slack: SlackConfig = {
    botToken: credentials.botToken,
    connection: CONNECTIONS[transport],
    apiUrl: sandbox.apiUrl,
    channel: sandbox.channel.id,
    marketing: [sandbox.marketingGroup.id],
  };
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    dataDir: '',
    database: location,
    intakeSecrets: [credentials.intakeSecret],
    postsPerSecond: options.postsPerSecond ?? 200,
    logLevel: process.env.LOG_LEVEL ?? 'silent',
    slack,
    sandbox: { port: 0, requestUrl: null },
  };
  const begin = (on: Store): Promise<App> =>
    startApp({
      config,
      slack,
      store: on,
      now: clock.now,
      patience: options.patience ?? briskly,
      ...(options.charter === undefined ? {} : { charter: options.charter }),
    });
  if (options.past !== undefined) {
    const { channel, marketing } = slack;
    await store.register(sandbox.team.id, { playground: false, channel, marketing });
    await writeSeason(store.of(sandbox.team.id), options.past, { channel, told() {} });
  }
  const started = await begin(store);
  app = started;
  const others: { app: App; store: Store }[] = [];
  clock.runs(started);

  const bot: Bot = {
    app: started,
    store,
    sandbox,
    now: clock.now,
    async hand(act, body) {
      const response = await fetch(`${sandbox.url}/hands/${act}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Seen;
    },
    see: async (as) => (await (await fetch(`${sandbox.url}/hands/see?as=${as}`)).json()) as Seen,
    async channel(as = people.dana) {
      const { channels } = await bot.see(as);
      return channels.find(({ id }) => id === sandbox.channel.id)?.messages ?? [];
    },
    async send(kind, rows, id = randomUUID()) {
      const body = JSON.stringify({ [kind]: rows });
      const at = new Date();
      const response = await fetch(`${started.url}/intake/${kind}`, {
        method: 'POST',
        headers: {
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(credentials.intakeSecret).sign(id, at, body),
        },
        body,
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async until(look) {
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const found = await look();
        if (found !== undefined && found !== null && found !== false) return found;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      const texts = (await bot.channel()).flatMap(({ text, thread }) => [
        text,
        ...thread.map((reply) => `  ${reply.text}`),
      ]);
      throw new Error(`it did not come to pass; the channel shows:\n${texts.join('\n')}`);
    },
    card: (name) => bot.until(async () => (await bot.channel()).find(({ text }) => text.includes(name))),
    async advance(duration) {
      const answer = await bot.hand('clock', { advance: duration });
      if (answer.error !== undefined) throw new Error(answer.message);
    },
    async another() {
      const own = 'url' in location ? await openStore(location) : store;
      const other = await begin(own);
      others.push({ app: other, store: own });
      return other;
    },
    async stop() {
      for (const other of others) {
        await other.app.stop();
        if (other.store !== store) await other.store.close();
      }
      await started.stop();
      await sandbox.stop();
      await store.close();
      await drop();
    },
  };
  return bot;
}
