// npm run bench -- [--seconds 5] [--database URL] [--repeat 3] [--profile folder]: figures beside floors of the same run.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from '../faults/children.js';
import { rowOf, signed } from '../faults/sender.js';
import { type BenchDatabase, benchDatabase } from './database.js';
import { load, median, medianLoad, memoryOf } from './figures.js';
import type { Job } from './jobs.js';
import type { Load } from './load.js';
import { aimsOf, type Figures, isMet, tables, type Work } from './report.js';
import { type Server, startBoltFloor, startFakeSlack, startIntakeFloor, startOurs } from './servers.js';

const CONNECTIONS = 16;
/** A server that has just started is still being compiled: all are warmed up alike. */
const WARM_UP_SECONDS = 3;
const ROWS_A_BATCH = 100;
/** No server here answers more clicks a second than this, so so many open offers are enough. */
const CLICKS_A_SECOND_MOST = 4_000;
const STARTS = 5;
const IDLE_CARDS = 20;
/** Between two cards while idle, so that each meets a courier at rest. */
const IDLE_PAUSE_MS = 150;
/** Cards while idle are not to wait for Slack's pace. */
const IDLE_POSTS_PER_SECOND = 50;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    repeat: { type: 'string', default: '3' },
    database: { type: 'string', default: 'postgresql://postgres@127.0.0.1:5432/postgres' },
    profile: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const repeats = Number(values.repeat);
if (!(seconds > 0) || !(repeats >= 1)) {
  process.stderr.write('--seconds and --repeat must be positive numbers, e.g. --seconds 5 --repeat 3.\n');
  process.exit(2);
}
const say = (line: string): void => void process.stderr.write(`${line}\n`);

let deliveries = 0;
const fresh = (rows: number): Job => ({ kind: 'leads', prefix: `Run${deliveries++}x`, rows });

/** A short load that warms up, then the one that counts. */
async function measured(server: Server, job: (seconds: number) => Promise<Job>): Promise<Load> {
  const run = async (length: number): Promise<Load> =>
    load({ url: server.url, connections: CONNECTIONS, until: { seconds: length }, job: await job(length) });
  await run(WARM_UP_SECONDS);
  return run(seconds);
}

async function withOffers(database: BenchDatabase, ours: Server, length: number): Promise<Job> {
  const wanted = Math.ceil(length * CLICKS_A_SECOND_MOST);
  const handshakes = await database.offered(wanted);
  if (handshakes.length === wanted) return { kind: 'accepts', handshakes };
  const missing = Math.ceil((wanted - handshakes.length) / ROWS_A_BATCH) + CONNECTIONS;
  await load({ url: ours.url, connections: 4, until: { requests: missing }, job: fresh(ROWS_A_BATCH) });
  await database.asIfPosted();
  return { kind: 'accepts', handshakes: await database.offered(wanted) };
}

interface Contest {
  name: string;
  server: Server;
  job: (seconds: number) => Promise<Job>;
}

/** Everybody in turn, several times over, so that noise on the machine meets all alike. */
async function inTurn(contests: Contest[], database: BenchDatabase): Promise<Work[]> {
  const loads = new Map<Contest, Load[]>(contests.map((contest) => [contest, []]));
  for (let turn = 1; turn <= repeats; turn++)
    for (const contest of contests) {
      const taken = await measured(contest.server, contest.job);
      loads.get(contest)?.push(taken);
      await database.asIfPosted();
      say(`${turn}/${repeats} ${contest.name}: ${Math.round(taken.perSecond)}/s, p99 ${taken.p99} ms`);
    }
  return Promise.all(
    [...loads].map(async ([{ name, server }, taken]) => ({
      name,
      load: medianLoad(taken),
      idleMb: server.idleMb,
      peakMb: (await memoryOf(server.child.pid)).peak,
    })),
  );
}

async function startTimes(url: string, slack: string): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < STARTS; turn++) {
    const server = await startOurs({ url, slack, postsPerSecond: 1, idle: false });
    times.push(server.startedMs);
    await server.child.end('SIGTERM');
  }
  return median(times);
}

/** From the 202 to the card's arrival in Slack, in milliseconds. */
async function cardTime(ours: Server, slack: Server, number: number): Promise<number> {
  const at = new Date().toISOString();
  const body = JSON.stringify({ leads: [rowOf({ name: `Idle${number}`, mql: true }, at)] });
  const sent = { method: 'POST', headers: signed(`idle-${number}`, body), body };
  const response = await fetch(`${ours.url}/intake/leads`, sent);
  const taken = performance.timeOrigin + performance.now();
  if (response.status !== 202)
    throw new Error(`a lead was not taken in: ${response.status} ${await response.text()}`);
  for (;;) {
    const { at: came } = (await (await fetch(`${slack.url}/came/Idle${number}`)).json()) as {
      at: number | null;
    };
    if (came !== null) return Math.max(0, came - taken);
    await pause(5);
  }
}

async function cardTimes(url: string, slack: Server): Promise<number> {
  const ours = await startOurs({ url, slack: slack.url, postsPerSecond: IDLE_POSTS_PER_SECOND, idle: true });
  const times: number[] = [];
  for (let number = 1; number <= IDLE_CARDS; number++) {
    times.push(await cardTime(ours, slack, number));
    await pause(IDLE_PAUSE_MS);
  }
  await ours.child.end('SIGTERM');
  return median(times);
}

async function run(database: BenchDatabase, open: Server[]): Promise<Figures> {
  const { url } = database;
  const opened = async (server: Promise<Server>): Promise<Server> => {
    open.push(await server);
    return server;
  };
  const slack = await opened(startFakeSlack());
  const inOne = await opened(startIntakeFloor(url, 'one statement'));
  const inThree = await opened(startIntakeFloor(url, 'three statements'));
  const bolt = await opened(startBoltFloor(url, 'bare'));
  const click = await opened(startBoltFloor(url, 'one statement'));
  const ours = await opened(
    startOurs({ url, slack: slack.url, postsPerSecond: 1, profile: values.profile, idle: true }),
  );
  const clicks = async (): Promise<Job> => ({ kind: 'accepts', handshakes: [] });
  const works = await inTurn(
    [
      { name: 'floor of intake, one statement', server: inOne, job: async () => fresh(1) },
      { name: 'floor of intake, a transaction of two inserts', server: inThree, job: async () => fresh(1) },
      { name: 'floor of clicks, Bolt that acks', server: bolt, job: clicks },
      { name: 'floor of clicks, Bolt with one statement', server: click, job: clicks },
      { name: 'intake, one lead a request', server: ours, job: async () => fresh(1) },
      { name: `intake, ${ROWS_A_BATCH} leads a request`, server: ours, job: async () => fresh(ROWS_A_BATCH) },
      { name: 'Accept', server: ours, job: (length) => withOffers(database, ours, length) },
    ],
    database,
  );
  const [one, two, bare, statement, lead, batch, accept] = works as [
    Work,
    Work,
    Work,
    Work,
    Work,
    Work,
    Work,
  ];
  await ours.child.end('SIGTERM');
  return {
    connections: CONNECTIONS,
    floor: { transaction: two, statement: one, bolt: bare, click: statement },
    ours: { one: lead, batch, accept },
    rowsABatch: ROWS_A_BATCH,
    startMs: await startTimes(url, slack.url),
    cardMs: await cardTimes(url, slack),
  };
}

build();
const open: Server[] = [];
const database = await benchDatabase(values.database);
try {
  const figures = await run(database, open);
  const aims = aimsOf(figures).map((aim) => ({ ...aim, met: isMet(aim) }));
  process.stdout.write(`${tables(figures)}\n\n${JSON.stringify({ figures, aims }, null, 2)}\n`);
} finally {
  for (const { child } of open) await child.end('SIGTERM');
  await database.drop();
}
