// Where everything meets: the store, the doors, the courier and the jobs of one workspace, started and stopped in order.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Holidays from 'date-holidays';
import type { Logger } from 'pino';
import type { Charter } from './charter/charter.js';
import { starterCharter } from './charter/starter.js';
import type { Config, SlackConfig } from './config.js';
import { UserError } from './errors.js';
import { intakeDoor } from './intake/door.js';
import { sendJson } from './intake/http.js';
import { type TakeIn, takeInLane } from './intake/lane.js';
import { loopbackDoor } from './intake/loopback.js';
import { counterOf } from './journey/counter.js';
import { holidayLookup } from './journey/holidays.js';
import { refreshGroups, refreshRoster } from './journey/roster.js';
import { runRecorded } from './journey/run-job.js';
import { sweepsOf } from './journey/sweep.js';
import { takeIn } from './journey/take-in.js';
import type { Workplace } from './journey/workplace.js';
import { logAt } from './log.js';
import { startClockwork } from './schedule/clockwork.js';
import { type Job, jobNamed, jobsOf, noSuchJob } from './schedule/jobs.js';
import { clientFor, connect, type Identity } from './slack/connect.js';
import { Courier, type Patience, patience } from './slack/courier.js';
import { directoryOf } from './slack/directory.js';
import { identify } from './slack/identify.js';
import { noteAddress } from './store/folder-lock.js';
import type { Store } from './store/store.js';

export interface AppOptions {
  config: Config;
  slack: SlackConfig;
  store: Store;
  /** The business clock; the real one where it is left out. */
  now?: () => Date;
  /** Whether the sandbox plays Slack. */
  playground?: boolean;
  /** The charter that a new workspace begins with. */
  charter?: Charter;
  patience?: Patience;
  log?: Logger;
}

export interface App {
  port: number;
  url: string;
  workplace: Workplace;
  jobs: readonly Job[];
  /** The zone of the charter in force, which the jobs' times are read in. */
  readonly zone: string;
  takeIn: TakeIn;
  /** Runs a job now. Throws a UserError that lists the jobs when there is none of that name. */
  runJob(name: string): Promise<number>;
  stop(): Promise<void>;
}

/** Transactions that take leads in at the same time, at most, on a server. The embedded engine has one connection. */
const LANES = 2;

/** Slack's own pace: one message a second in a channel, with short bursts. */
const SLACK_POSTS_PER_SECOND = 1;

/** Within how many milliseconds what happened asks for the Home tabs to be drawn again. */
const FRESHEN_AFTER_MS = 1_000;

const wall = (): number => Date.now();

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** What a request may find open here. The first door that knows the address answers. */
type Door = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

function serve(doors: readonly Door[], log: Logger): Server {
  return createServer(async (request, response) => {
    try {
      for (const door of doors) if (await door(request, response)) return;
      sendJson(response, 404, { error: 'not_found', message: 'There is nothing at this address.' });
    } catch (error) {
      log.error({ err: error }, 'a request could not be answered');
      if (!response.headersSent)
        sendJson(response, 500, {
          error: 'internal',
          message: 'Something went wrong on our side. Please try again.',
        });
    }
  });
}

/** Tells a load balancer how things are: alive, and ready once the database answers. */
function healthDoor(store: Store, isStopping: () => boolean): Door {
  return async (request, response) => {
    if (request.url === '/healthz') {
      sendJson(response, 200, { status: 'alive' });
      return true;
    }
    if (request.url !== '/readyz') return false;
    const ready =
      !isStopping() &&
      (await store.ping().then(
        () => true,
        () => false,
      ));
    sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
    return true;
  };
}

/** Builds and starts the bot. When this resolves it takes leads, answers Slack and runs its jobs. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, slack, store, playground = false, now = () => new Date() } = options;
  const log = options.log ?? logAt(config.logLevel);
  const client = clientFor(slack, log);
  const identity: Identity = await identify(client, log);
  const opening = { playground, channel: slack.channel, marketing: slack.marketing };
  let channel = await store.register(identity.team, opening);
  const { charters, settings } = store.of(identity.team);
  await charters.begin(options.charter ?? starterCharter, now());
  let { zone } = (await charters.inForce()).charter.working;

  const directory = directoryOf(client, wall);

  const workplace: Workplace = {
    store: store.of(identity.team),
    get channel() {
      return channel;
    },
    now,
    holidaysOf: holidayLookup(Holidays),
    owed: () => {
      courier.poke();
      freshen();
      counter.poke();
    },
    happened: () => counter.poke(),
    // Under a new charter every lead is judged again; if this process dies on the way, the job of the morning goes on.
    follow: (what) =>
      errand(
        what === 'charter'
          ? runJob('judge-again')
          : catchUp().then(async () => {
              await refreshGroups(workplace);
              await refreshRoster(workplace);
            }),
      ),
    people: directory,
  };
  const counter = counterOf(workplace, {
    counted: () => freshen(),
    failed: (error) => log.error({ err: error }, 'counting failed; the next time goes on with it'),
  });
  const courier = new Courier({
    workplace,
    client,
    directory,
    postsPerSecond: config.postsPerSecond ?? SLACK_POSTS_PER_SECOND,
    patience: options.patience ?? patience,
    log,
  });
  const desk = { workplace, client, directory };
  const connection = connect({ config: slack, identity, desk, log, wall });
  const lane = takeInLane((parcels) => takeIn(workplace, parcels), { abreast: store.embedded ? 1 : LANES });
  const jobs = jobsOf(sweepsOf(workplace));

  const errands = new Set<Promise<void>>();
  /** Does something that nobody waits for, until the bot stops. */
  function errand(work: Promise<unknown>): void {
    const done: Promise<void> = work
      .then(
        () => {},
        (error: unknown) =>
          log.error({ err: error }, 'what was begun in the background failed; the jobs do what is due'),
      )
      .finally(() => errands.delete(done));
    errands.add(done);
  }

  let freshening = false;
  /** What people see on their Home tabs changes with everything that is owed; all changes of a second are one. */
  function freshen(): void {
    if (freshening) return;
    freshening = true;
    setTimeout(() => {
      freshening = false;
      if (!stopping) errand(workplace.store.homes.refresh());
    }, FRESHEN_AFTER_MS).unref();
  }

  let stopClockwork: () => Promise<void> = async () => {};
  function startTimes(): void {
    const former = stopClockwork;
    stopClockwork = startClockwork(jobs, zone, (name) =>
      runJob(name).catch((error: unknown) =>
        log.error({ err: error, job: name }, 'a job failed; the next run does what is due'),
      ),
    );
    errand(former()); // it waits for the jobs that run, and this may be one of them
  }

  /** Follows the setup and the charter in force, which another process may have changed. */
  async function catchUp(): Promise<void> {
    channel = (await settings.read()).channel;
    const { working } = (await charters.inForce()).charter;
    if (working.zone === zone || stopping) return;
    zone = working.zone;
    startTimes();
  }

  async function runJob(name: string): Promise<number> {
    const job = jobNamed(jobs, name);
    if (job === null) throw new UserError(noSuchJob(name));
    await catchUp();
    const did = await runRecorded(workplace, job);
    log.info({ job: name, did }, 'job done');
    return did;
  }

  let stopping = false;
  const keeper = {
    takeIn: lane,
    // Senders go by the real clock, and the sandbox's may be far behind it.
    now: () => new Date(Math.max(now().getTime(), wall())),
    log: (error: unknown) => log.error({ err: error }, 'rows could not be kept'),
  };
  const folder = 'folder' in config.database ? config.database.folder : null;
  const server = serve(
    [
      healthDoor(store, () => stopping),
      intakeDoor({ ...keeper, secrets: config.intakeSecrets, wall: () => new Date() }),
      ...(folder === null ? [] : [loopbackDoor({ ...keeper, folder, runJob })]),
      (request, response) => connection.handle(request, response),
    ],
    log,
  );
  // Before the first lead comes in: a user group whose people are not known yet could be offered nothing.
  await refreshGroups(workplace).catch((error: unknown) =>
    log.warn({ err: error }, 'nobody could be asked who sells; what was known of it holds'),
  );
  const port = await listen(server, config.port, config.host);
  if (folder !== null) noteAddress(folder, port);
  await connection.start();
  courier.start();
  counter.poke();
  startTimes();
  errand(refreshRoster(workplace));

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    workplace,
    jobs,
    get zone() {
      return zone;
    },
    takeIn: lane,
    runJob,
    async stop() {
      stopping = true;
      await stopClockwork();
      await Promise.all(errands);
      await counter.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await connection.stop();
      await courier.stop();
      server.closeAllConnections();
      await closed;
    },
  };
}
