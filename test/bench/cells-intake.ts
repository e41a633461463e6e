// What keeping the cells costs intake: leads a second and CPU a lead, with the cells kept beside it and without, in turn.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { takeInLane } from '../../src/intake/lane.js';
import { count } from '../../src/journey/count.js';
import { counterOf } from '../../src/journey/counter.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import type { Engine } from '../engines.js';
import { anIncomingLead, aParcel, aPlace } from '../journey/a-workplace.js';
import { clientOf } from './cells-database.js';

const SENDERS = 16;
const LEADS_A_PARCEL = 5;
const LANES = 2;

/** Without cells nothing is counted, and the indexes that counting reads are not there. */
const INDEXES = ['handshake_event_xid_seq_idx', 'lead_facts_xid_seq_idx'];

/** Ticks of the processor a second, as Linux counts them for a process. */
const TICKS = 100;

/** What one kind of run took. CPU is that of this process and of PostgreSQL's, in ms a lead. */
interface Taken {
  perSecond: number;
  cpuMs: number;
}

/** The CPU that the processes of this database have used, and this one, in ms. */
async function cpuMs(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  );
  const ticks = rows.reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return sum + Number(fields[11]) + Number(fields[12]);
  }, 0);
  const { user, system } = process.cpuUsage();
  return (1000 * ticks) / TICKS + (user + system) / 1000;
}

/** Takes leads in for some seconds, from several senders at once; returns how many. */
async function intake(workplace: Workplace, seconds: number): Promise<number> {
  const lane = takeInLane((parcels) => takeIn(workplace, parcels), { abreast: LANES });
  const until = performance.now() + seconds * 1000;
  let taken = 0;
  const send = async (): Promise<void> => {
    while (performance.now() < until) {
      const leads = Array.from({ length: LEADS_A_PARCEL }, () => anIncomingLead(randomUUID()));
      await lane([aParcel({ leads })]);
      taken += leads.length;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  return taken;
}

/** One run. Where cells are kept, what is behind at its end is counted too, and its CPU with it. */
async function run(engine: Engine, keeping: boolean, seconds: number): Promise<Taken & { behindMs: number }> {
  const place = await aPlace(engine);
  const client = await clientOf(place);
  try {
    const workplace = await place.workplace({ now: () => new Date() });
    if (!keeping) for (const index of INDEXES) await client.query(`DROP INDEX ${index}`);
    const failed = (error: unknown): void => void process.stderr.write(`${error}\n`);
    const counter = counterOf(workplace, { counted() {}, failed });
    await intake(keeping ? { ...workplace, owed: () => counter.poke() } : workplace, 1);
    const [cpu, begun] = [await cpuMs(client), performance.now()];
    const leads = await intake(keeping ? { ...workplace, owed: () => counter.poke() } : workplace, seconds);
    const perSecond = (1000 * leads) / (performance.now() - begun);
    await counter.stop();
    const ended = performance.now();
    if (keeping) await count(workplace);
    return { perSecond, cpuMs: ((await cpuMs(client)) - cpu) / leads, behindMs: performance.now() - ended };
  } finally {
    await client.end();
    await place.close();
  }
}

/** Several runs of both kinds, in turn, so that noise on the machine meets both alike. */
export async function intakeCost(
  engine: Engine,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<{ without: Taken[]; kept: (Taken & { behindMs: number })[] }> {
  const [without, kept]: [Taken[], (Taken & { behindMs: number })[]] = [[], []];
  for (let round = 1; round <= rounds; round++) {
    without.push(await run(engine, false, seconds));
    kept.push(await run(engine, true, seconds));
    const told = [without.at(-1), kept.at(-1)].map((each) => Math.round(each?.perSecond ?? 0)).join(' / ');
    process.stderr.write(`${round}/${rounds} without / with cells: ${told} leads a second\n`);
  }
  return { without, kept };
}
