// npm start: the bot with the Slack that is configured, or with the sandbox's where none is.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type App, logFor, startApp } from '../app.js';
import type { Config, SlackConfig } from '../config.js';
import { ConfigError } from '../errors.js';
import { deliverHere } from '../intake/keep.js';
import type { CommandHint } from '../sandbox/desk.js';
import { jobTimes } from '../schedule/jobs.js';
import { openStore, type Store } from '../store/store.js';
import { movedClock } from './moved-clock.js';
import { playSample } from './sample.js';

/** What was started, and how to stop it. */
export interface Running {
  stop(): Promise<void>;
}

type Out = (line: string) => void;

/** The sandbox's Slack limits nobody, so its cards need not come one a second. */
const SANDBOX_POSTS_PER_SECOND = 20;

async function startReal(config: Config, slack: SlackConfig, store: Store, out: Out): Promise<Running> {
  const app = await startApp({ config, slack, store });
  const how =
    slack.connection.kind === 'socket' ? 'over Socket Mode' : `over HTTP at ${app.url}/slack/events`;
  out(`Handshake is connected to Slack ${how} and takes leads in at ${app.url}/intake/leads.`);
  return app;
}

/** The slash commands as manifest.yml has them, for the page to hint at. */
function commandsInManifest(): CommandHint[] {
  const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  return manifest.features.slash_commands;
}

/** The sandbox must never play with leads that people work on. */
async function refuseRealLeads(store: Store): Promise<void> {
  const real = (await store.workspaces()).find(({ playground, hasLeads }) => !playground && hasLeads);
  if (real !== undefined)
    throw new ConfigError(
      `This database holds the leads of the Slack workspace ${real.id}, and SLACK_BOT_TOKEN is not set. The sandbox never ` +
        'starts on real leads: set the Slack variables, or take away DATABASE_URL (or choose another DATA_DIR) to play.',
    );
}

async function startPlayground(config: Config, store: Store, out: Out): Promise<Running> {
  await refuseRealLeads(store);
  const { startSandbox } = await import('../sandbox/sandbox.js');
  const { sandboxCredentials: credentials } = await import('../sandbox/credentials.js');
  mkdirSync(config.dataDir, { recursive: true });
  const clock = movedClock(join(config.dataDir, 'clock.json'));
  let app: App | null = null;
  const running = (): App => {
    if (app === null) throw new Error('the bot is still starting; try again in a second');
    return app;
  };
  const sandbox = await startSandbox({
    port: config.sandbox.port,
    requestUrl: () => `${running().url}/slack/events`,
    stateFile: join(config.dataDir, 'sandbox.json'),
    clock,
    jobs: Object.keys(jobTimes),
    commands: commandsInManifest(),
    runJob: (name) => running().runJob(name),
    intake: (kind, rows) =>
      deliverHere({ takeIn: running().takeIn, now: clock.now })({
        history: false,
        leads: [],
        signals: [],
        [kind]: rows,
      }),
  });
  const slack: SlackConfig = {
    botToken: credentials.botToken,
    connection: { kind: 'http', signingSecret: credentials.signingSecret },
    apiUrl: sandbox.apiUrl,
    channel: sandbox.channel.id,
    marketing: [sandbox.marketingGroup.id],
  };
  const own: Config = {
    ...config,
    host: '127.0.0.1',
    intakeSecrets: [...new Set([credentials.intakeSecret, ...config.intakeSecrets])],
    postsPerSecond: config.postsPerSecond ?? SANDBOX_POSTS_PER_SECOND,
  };
  const started = await startApp({
    config: own,
    slack,
    store,
    now: clock.now,
    playground: true,
    log: logFor(config),
  }).catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
  app = started;
  clock.runs(started.jobs, started.zone, started.runJob);
  const known = (await store.workspaces()).find(({ id }) => id === sandbox.team.id);
  if (known?.hasLeads !== true) await playSample(started.url, credentials.intakeSecret, clock.now());
  out('No SLACK_BOT_TOKEN is set, so the sandbox plays Slack. Nothing leaves this machine.');
  out(`  The page, to read and click as any person:  ${sandbox.url}`);
  out(`  The bot, which takes leads in:              ${started.url}/intake/leads`);
  out(
    `  Intake secret ${credentials.intakeSecret} · bot token ${credentials.botToken} · app token ${credentials.appToken} · signing secret ${credentials.signingSecret}`,
  );
  return {
    async stop() {
      await started.stop();
      await sandbox.stop();
    },
  };
}

/** Starts what the configuration asks for. Throws a UserError where that cannot be. */
export async function start(config: Config, out: Out): Promise<Running> {
  const store = await openStore(config.database);
  try {
    const running = await (config.slack === null
      ? startPlayground(config, store, out)
      : startReal(config, config.slack, store, out));
    return {
      async stop() {
        await running.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
