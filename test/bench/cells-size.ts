// One size of history: filled, counted, asked, and held against plain SQL over the same handshakes.
import type pg from 'pg';
import { answer, type Cell, countOf, figureOf, type Question } from '../../src/funnel/cells.js';
import { quantile } from '../../src/funnel/methods/histogram.js';
import { ask } from '../../src/journey/ask.js';
import { count } from '../../src/journey/count.js';
import { diagnose, type Review } from '../../src/journey/diagnose.js';
import { weekSoFar } from '../../src/journey/digest.js';
import { homeFigures, type Viewer } from '../../src/journey/home.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import type { Sql } from '../../src/store/sql.js';
import type { Engine } from '../engines.js';
import { anIncomingLead, aParcel, aPlace } from '../journey/a-workplace.js';
import { clientOf, databaseMs, timed } from './cells-database.js';
import { DAYS, fillCells } from './cells-fill.js';
import { history, plain, questions } from './cells-questions.js';
import { median } from './figures.js';

const DAY_MS = 86_400_000;
export const NOW = new Date('2026-11-30T00:00:00Z');
export const FROM = new Date(NOW.getTime() - DAYS * DAY_MS);

/** Each question is asked so many times; the median is told. */
const ROUNDS = 5;

/** Rows of events a step, when nobody waits. */
const ROWS_A_STEP = 50_000;
const DELTAS = 400_000;
const TOLD_EVERY = 500_000;

/** What a question took, in ms: the database alone, with its answer sent as text, and the whole. */
export interface Took {
  database: number;
  sent: number;
  answer: number;
}

/** What one size took: ms, MB, and µs of this process's CPU for each row of events that was counted. */
export interface Grown {
  size: number;
  rowsASecond: number;
  cpuMicros: number;
  cells: number;
  cellMb: number;
  handshakeMb: number;
  asked: Record<string, Took>;
  /** What somebody waits for, whole, in ms. */
  screens: Record<string, number>;
  plainMs: Record<string, number>;
  /** Whether counts are those of plain SQL, and by which share a median is off the exact one. */
  exact: boolean;
  medianOff: number;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** The assessment of a lead that was really taken in; nothing else of it stays. */
export async function template(client: Sql, workplace: Workplace): Promise<unknown> {
  const { workspace } = workplace.store;
  await takeIn(workplace, [aParcel({ leads: [anIncomingLead('template')] })]);
  const { rows } = await client.query('SELECT offered FROM handshake WHERE workspace = $1', [workspace]);
  for (const table of ['handshake_event', 'handshake', 'lead_facts', 'lead', 'message', 'watch'])
    await client.query(`DELETE FROM ${table} WHERE workspace = $1`, [workspace]);
  return rows[0]?.offered;
}

/** Counts all there is. */
export async function countAll(workplace: Workplace): Promise<Pick<Grown, 'rowsASecond' | 'cpuMicros'>> {
  let counted = 0;
  const before = process.cpuUsage();
  const { ms } = await timed(async () => {
    const between = async (rows: number): Promise<boolean> => {
      if (Math.floor(counted / TOLD_EVERY) < Math.floor((counted + rows) / TOLD_EVERY))
        say(`${(counted + rows).toLocaleString('en-AU')} events are counted`);
      counted += rows;
      return true;
    };
    await count(workplace, { rows: ROWS_A_STEP, deltas: DELTAS, between });
    await count(workplace); // nothing is left, so that the deltas are added up
  });
  const { user, system } = process.cpuUsage(before);
  return { rowsASecond: (1000 * counted) / ms, cpuMicros: (user + system) / counted };
}

async function asked(client: pg.Client, workplace: Workplace): Promise<Grown['asked']> {
  const took: Grown['asked'] = {};
  for (const [name, question] of Object.entries(questions)) {
    const [database, sent, whole]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      const of = await databaseMs(client, workplace, question);
      database.push(of.alone);
      sent.push(of.sent);
      whole.push((await timed(() => ask(workplace, question))).ms);
    }
    took[name] = { database: median(database), sent: median(sent), answer: median(whole) };
  }
  return took;
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** All of history, and the Home of a manager. */
export const shownTo: { review: Review; viewer: Viewer } = {
  review: { days: { from: dayOf(FROM), to: dayOf(NOW) }, by: null, seer: { manager: true } },
  viewer: {
    person: 'UMAYA',
    markets: false,
    manages: true,
    choice: { days: 90, segment: null, page: 0 },
  },
};

/** What people ask for, as they ask for it. */
const screens: Record<string, (workplace: Workplace) => Promise<unknown>> = {
  'the diagnosis of all there is': (workplace) => diagnose(workplace, shownTo.review),
  "a manager's Home, 90 days": (workplace) => homeFigures(workplace, shownTo.viewer),
  'the running week': weekSoFar,
};

async function shown(workplace: Workplace): Promise<Grown['screens']> {
  const took: Grown['screens'] = {};
  for (const [name, show] of Object.entries(screens)) {
    const all: number[] = [];
    for (let round = 0; round < ROUNDS; round++) all.push((await timed(() => show(workplace))).ms);
    took[name] = median(all);
  }
  return took;
}

type Rows = Record<string, unknown>[];

const fateOf: Record<string, string> = {
  offered: 'fate:unanswered',
  accepted: 'fate:in_work',
  rejected: 'fate:rejected',
  handed_back: 'fate:handed_back',
  qualified: 'fate:sql',
};

/** Whether the cells count what plain SQL has found. */
function agree(bySource: readonly Cell[], fates: Rows, reasons: Rows): boolean {
  const ours = (source: unknown, prefix: string): number => {
    const question: Question = { ...history, by: [], where: { source: [String(source)] } };
    return countOf(answer(bySource, question), prefix);
  };
  return (
    fates.length > 0 &&
    fates.every(({ source, status, count: n }) => ours(source, fateOf[String(status)] ?? '') === Number(n)) &&
    reasons.every(({ source, c, count: n }) => ours(source, `cited:${c}`) === Number(n))
  );
}

async function againstPlain(
  client: pg.Client,
  workplace: Workplace,
): Promise<Pick<Grown, 'plainMs' | 'exact' | 'medianOff'>> {
  const plainMs: Record<string, number> = {};
  const found: Record<string, Rows> = {};
  for (const [name, sql] of Object.entries(plain)) {
    const { ms, result } = await timed(() => client.query(sql, [workplace.store.workspace]));
    plainMs[name] = ms;
    found[name] = result.rows;
  }
  const bySource = await ask(workplace, { ...history, by: ['source'], measures: ['fate', 'cited'] });
  const reached = await ask(workplace, { ...history, by: [], measures: ['reached:answered'] });
  const exactMedian = Number(found['median time to answer']?.[0]?.minutes);
  const ours = quantile(figureOf(reached, 'reached:answered').minutes, 0.5) ?? Number.NaN;
  return {
    plainMs,
    exact: agree(bySource, found['fates by source'] ?? [], found['reasons by source'] ?? []),
    medianOff: Math.abs(ours / exactMedian - 1),
  };
}

const SIZES = `SELECT pg_total_relation_size('cell') / 1e6 AS "cellMb", (SELECT count(*)::int FROM cell) AS cells,
  (pg_total_relation_size('handshake') + pg_total_relation_size('handshake_event')) / 1e6 AS "handshakeMb"`;

/** Fills a database of its own with so many handshakes and measures it. */
export async function measure(engine: Engine, size: number): Promise<Grown> {
  const place = await aPlace(engine);
  const client = await clientOf(place);
  try {
    const workplace = await place.workplace({ now: () => NOW });
    const offered = await template(client, workplace);
    await fillCells(client, { workspace: workplace.store.workspace, size, from: FROM, offered }, (done) =>
      say(`${done.toLocaleString('en-AU')} of ${size.toLocaleString('en-AU')} handshakes are there`),
    );
    await client.query('VACUUM ANALYZE');
    const counting = await countAll(workplace);
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query(SIZES);
    const { cells, cellMb, handshakeMb } = rows[0];
    return {
      size,
      ...counting,
      cells,
      cellMb: Number(cellMb),
      handshakeMb: Number(handshakeMb),
      asked: await asked(client, workplace),
      screens: await shown(workplace),
      ...(await againstPlain(client, workplace)),
    };
  } finally {
    await client.end();
    await place.close();
  }
}
