// The playground: the bot together with the sandbox's Slack, a clock that can be moved, and a season of invented leads.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { parse } from 'yaml';
import { type App, startApp } from '../app.js';
import type { Config, SlackConfig } from '../config.js';
import { ConfigError } from '../errors.js';
import { deliverHere } from '../intake/keep.js';
import { sandboxCredentials as credentials } from '../sandbox/credentials.js';
import type { CommandHint, Shortcut } from '../sandbox/desk.js';
import { jobTimes } from '../schedule/jobs.js';
import type { Store } from '../store/store.js';
import { type MovedClock, movedClock } from './moved-clock.js';
import type { Out, Running } from './running.js';
import { playSample } from './sample.js';
import { openSandbox } from './sandbox.js';
import { beginSeason, SlackClock } from './season/begin-season.js';

/** The sandbox's Slack limits nobody, so its cards need not come one a second. */
const SANDBOX_POSTS_PER_SECOND = 20;

/** What manifest.yml has: commands and shortcuts for the page to offer, and the events that Slack would send. */
function manifested(): { commands: CommandHint[]; shortcuts: Shortcut[]; events: string[] } {
  const { features, settings } = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  return {
    commands: features.slash_commands,
    shortcuts: features.shortcuts ?? [],
    events: settings.event_subscriptions.bot_events,
  };
}

/** The longest that the jobs on a moved clock's way may keep the page waiting, in milliseconds. */
const BREATH_EVERY_MS = 50;

/** The same jobs with a breath now and then: on the way through weeks the page must be answered in between. */
function atEase(app: App): Parameters<MovedClock['runs']>[0] {
  let breathed = 0;
  return {
    jobs: app.jobs,
    get zone() {
      return app.zone;
    },
    async runJob(name) {
      if (performance.now() - breathed > BREATH_EVERY_MS) {
        await breath();
        breathed = performance.now();
      }
      return app.runJob(name);
    },
  };
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

/** Starts both. Throws a ConfigError where the database holds real leads. */
export async function startPlayground(config: Config, store: Store, out: Out): Promise<Running> {
  await refuseRealLeads(store);
  mkdirSync(config.dataDir, { recursive: true });
  const clock = movedClock(join(config.dataDir, 'clock.json'));
  const slackClock = new SlackClock(clock);
  let app: App | null = null;
  const running = (): App => {
    if (app === null) throw new Error('the bot is still starting; try again in a second');
    return app;
  };
  const sandbox = await openSandbox({
    port: config.sandbox.port,
    requestUrl: () => `${running().url}/slack/events`,
    stateFile: join(config.dataDir, 'sandbox.json'),
    clock: slackClock,
    jobs: Object.keys(jobTimes),
    ...manifested(),
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
  const begin = async (): Promise<App> => {
    const known = (await store.workspaces()).find(({ id }) => id === sandbox.team.id);
    const first = known?.hasLeads !== true;
    if (first) await beginSeason({ store, team: sandbox.team.id, slack, clock, slackClock, out });
    const begun = await startApp({ config: own, slack, store, now: clock.now, playground: true });
    app = begun;
    clock.runs(atEase(begun));
    if (first) await playSample(begun.url, credentials.intakeSecret, clock.now());
    return begun;
  };
  const started = await begin().catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
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
