// npm run bench:cells -- [--sizes 10000,100000] [--seconds 10]: what reading all of history costs as it grows, beside plain
// SQL over the handshakes in the same run, and what keeping the cells costs intake. Needs TEST_DATABASE_URL.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { answer, type Cell, countOf, figureOf, type Question } from '../../src/funnel/cells.js';
import { quantile } from '../../src/funnel/methods/histogram.js';
import { ask } from '../../src/journey/ask.js';
import { count } from '../../src/journey/count.js';
import { counterOf } from '../../src/journey/counter.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, type Place } from '../journey/a-workplace.js';
import { DAYS, fillCells } from './cells-fill.js';
import { median } from './figures.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});
const sizes = values.sizes
  .split(',')
  .map(Number)
  .filter((size) => size > 0);
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-30T00:00:00Z');
const FROM = new Date(NOW.getTime() - DAYS * DAY_MS);
const ROUNDS = 5;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const out = (line: string): void => void process.stdout.write(`${line}\n`);
const whole = (figure: number): string => Math.round(figure).toLocaleString('en-AU');
const oneDecimal = (figure: number): string => figure.toFixed(1);

/** What a diagnosis of all there ever was asks. */
const history = { from: null, to: null, grain: 'all' } as const;
const questions: Record<string, Question> = {
  'the funnel': {
    ...history,
    by: [],
    measures: ['lead', 'mql', 'offered', 'fate', 'unanswered', 'reached', 'again', 'timed'],
  },
  'time to each stage': {
    ...history,
    by: [],
    measures: ['answering', 'working', 'touching', 'dealing', 'posted'],
  },
  'by source': { ...history, by: ['source'], measures: ['offered', 'outcome', 'fate', 'reached'] },
  'by segment': { ...history, by: ['segment'], measures: ['offered', 'outcome', 'fate', 'reached'] },
  'by campaign': { ...history, by: ['campaign'], measures: ['offered', 'outcome', 'fate'] },
  'by rep': { ...history, by: ['rep'], measures: ['outcome', 'accepted', 'rejected'] },
  'reasons by source': { ...history, by: ['source'], measures: ['cited', 'reason', 'reply', 'ruling'] },
  'reps by segment and source': { ...history, by: ['segment', 'source', 'rep'], measures: ['outcome'] },
  'score and criteria': { ...history, by: [], measures: ['band', 'rule', 'verdict'] },
  'two years of weeks': {
    ...history,
    grain: 'week',
    by: [],
    measures: ['outcome', 'offered', 'cited', 'accepted', 'rejected'],
  },
};

/** The same by plain SQL, where it can say it: counts and one median. */
const plain: Record<string, string> = {
  'fates by source': `SELECT source, status, count(*) FROM handshake WHERE workspace = $1 GROUP BY 1, 2`,
  'reasons by source': `SELECT h.source, c, count(*) FROM handshake_event e JOIN handshake h ON h.id = e.handshake_id,
    jsonb_array_elements_text(e.data->'cited') c WHERE e.workspace = $1 AND e.type IN ('rejected', 'handed_back') GROUP BY 1, 2`,
  'median time to answer by rep': `SELECT e.actor, percentile_disc(0.5) WITHIN GROUP (ORDER BY e.at - h.offered_at)
    FROM handshake_event e JOIN handshake h ON h.id = e.handshake_id
    WHERE e.workspace = $1 AND e.type IN ('accepted', 'rejected') GROUP BY 1`,
  'median time to answer': `SELECT extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY e.at - h.offered_at)) / 60 AS minutes,
      count(*)::int AS answered
    FROM handshake_event e JOIN handshake h ON h.id = e.handshake_id
    WHERE e.workspace = $1 AND e.type IN ('accepted', 'rejected')`,
};

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
}

/** Listens to what the database takes of a question's time: the statements of one connection, run again and explained. */
async function databaseMs(client: pg.Client, workplace: Workplace, question: Question): Promise<number> {
  const statements: { text: string; values: unknown[] }[] = [];
  const { cells } = workplace.store as unknown as { cells: { database: { pool: pg.Pool } } };
  const { pool } = cells.database;
  const query = pool.query.bind(pool);
  pool.query = ((config: { text: string; values: unknown[] }) => {
    if (config.text.includes('cell_')) statements.push(config);
    return query(config as pg.QueryConfig);
  }) as typeof pool.query;
  try {
    await ask(workplace, question);
  } finally {
    pool.query = query as typeof pool.query;
  }
  let sum = 0;
  for (const { text, values: given } of statements) {
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, TIMING OFF, SUMMARY ON, FORMAT JSON) ${text}`,
      given,
    );
    sum += rows[0]['QUERY PLAN'][0]['Execution Time'];
  }
  return sum;
}

interface Grown {
  size: number;
  fillRate: number;
  cpuMicros: number;
  cells: number;
  cellMb: number;
  handshakeMb: number;
  asked: Record<string, { database: number; answer: number }>;
  plainMs: Record<string, number>;
  exact: boolean;
  medianOff: number;
}

const server = engines.find(({ name }) => name === 'PostgreSQL');
if (server === undefined) {
  say('Set TEST_DATABASE_URL to the address of a PostgreSQL server.');
  process.exit(2);
}

async function clientOf(place: Place): Promise<pg.Client> {
  const { connectionString } = place.database.bulk.options as { connectionString: string };
  const client = new pg.Client({ connectionString, options: '-c timezone=UTC' });
  await client.connect();
  return client;
}

async function measure(size: number): Promise<Grown> {
  const place = await aPlace(server as (typeof engines)[number]);
  const client = await clientOf(place);
  try {
    const workplace = await place.workplace({ now: () => NOW });
    const { workspace } = workplace.store;
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('template')] })]);
    const { rows } = await client.query('SELECT offered FROM handshake WHERE workspace = $1', [workspace]);
    const offered = rows[0]?.offered;
    for (const table of ['handshake_event', 'handshake', 'lead_facts', 'lead', 'message', 'watch'])
      await client.query(`DELETE FROM ${table} WHERE workspace = $1`, [workspace]);
    const filling = await timed(() =>
      fillCells(client, { workspace, size, from: FROM, offered }, (done) =>
        say(`${whole(done)} of ${whole(size)} are there`),
      ),
    );
    await client.query('VACUUM ANALYZE');
    say(`filled in ${whole(filling.ms)} ms; counting`);
    let counted = 0;
    const cpu = process.cpuUsage();
    const counting = await timed(async () => {
      await count(workplace, {
        rows: 20_000,
        between: async (some) => {
          const before = counted;
          counted += some;
          if (Math.floor(before / 500_000) < Math.floor(counted / 500_000))
            say(`${whole(counted)} events are counted`);
          return true;
        },
      });
      await count(workplace);
    });
    const { user, system } = process.cpuUsage(cpu);
    await client.query('VACUUM ANALYZE');
    const asked: Grown['asked'] = {};
    for (const [name, question] of Object.entries(questions)) {
      const [database, answers]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        database.push(await databaseMs(client, workplace, question));
        answers.push((await timed(() => ask(workplace, question))).ms);
      }
      asked[name] = { database: median(database), answer: median(answers) };
    }
    const plainMs: Record<string, number> = {};
    const found: Record<string, Record<string, unknown>[]> = {};
    for (const [name, sql] of Object.entries(plain)) {
      const { ms, result } = await timed(() => client.query(sql, [workspace]));
      plainMs[name] = ms;
      found[name] = result.rows;
    }
    const funnel = await ask(workplace, questions['the funnel'] as Question);
    const bySource: Cell[] = await ask(workplace, {
      ...history,
      by: ['source'],
      measures: ['fate', 'cited'],
    });
    const exact =
      (found['fates by source'] ?? []).every(({ source, status, count: n }) => {
        const prefix =
          {
            offered: 'fate:unanswered',
            accepted: 'fate:in_work',
            rejected: 'fate:rejected',
            handed_back: 'fate:handed_back',
            qualified: 'fate:sql',
          }[String(status)] ?? '';
        return (
          countOf(answer(bySource, { ...history, by: [], where: { source: [String(source)] } }), prefix) ===
          Number(n)
        );
      }) &&
      (found['reasons by source'] ?? []).every(({ source, c, count: n }) => {
        return (
          countOf(
            answer(bySource, { ...history, by: [], where: { source: [String(source)] } }),
            `cited:${c}`,
          ) === Number(n)
        );
      });
    const exactMedian = Number(found['median time to answer']?.[0]?.minutes);
    const ours = quantile(figureOf(funnel, 'reached:answered').minutes, 0.5) ?? Number.NaN;
    const { rows: sizesOf } = await client.query(
      `SELECT pg_total_relation_size('cell') / 1e6 AS cells, (pg_total_relation_size('handshake') + pg_total_relation_size('handshake_event')) / 1e6 AS handshakes,
       (SELECT count(*) FROM cell) AS n`,
    );
    return {
      size,
      fillRate: (1000 * counted) / counting.ms,
      cpuMicros: (user + system) / counted,
      cells: Number(sizesOf[0].n),
      cellMb: Number(sizesOf[0].cells),
      handshakeMb: Number(sizesOf[0].handshakes),
      asked,
      plainMs,
      exact,
      medianOff: Math.abs(ours / exactMedian - 1),
    };
  } finally {
    await client.end();
    await place.close();
  }
}

const LANES = 16;
const LEADS_A_PARCEL = 5;

/** Takes leads in for some seconds, from several senders at once; returns leads a second. */
async function intake(workplace: Workplace): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let taken = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      while (performance.now() < until) {
        const leads = Array.from({ length: LEADS_A_PARCEL }, () => anIncomingLead(randomUUID()));
        await takeIn(workplace, [aParcel({ leads })]);
        taken += leads.length;
      }
    }),
  );
  return (1000 * taken) / (performance.now() - begun);
}

const INDEXES = {
  handshake_event_xid_seq_idx: 'CREATE INDEX handshake_event_xid_seq_idx ON handshake_event (xid, seq)',
  lead_facts_xid_seq_idx: 'CREATE INDEX lead_facts_xid_seq_idx ON lead_facts (xid, seq)',
};

/** Intake with the cells kept beside it, and with neither that nor the indexes it needs, in turn. */
async function cost(): Promise<{ without: number[]; kept: number[]; behind: number }> {
  const without: number[] = [];
  const kept: number[] = [];
  let behind = 0;
  for (let round = 0; round < rounds; round++)
    for (const keeping of [false, true]) {
      const place = await aPlace(server as (typeof engines)[number]);
      const client = await clientOf(place);
      try {
        const workplace = await place.workplace({ now: () => new Date() });
        if (!keeping) for (const index of Object.keys(INDEXES)) await client.query(`DROP INDEX ${index}`);
        const counter = counterOf(workplace, { counted() {}, failed: (error) => say(String(error)) });
        const counting = { ...workplace, owed: () => counter.poke() };
        const rate = await intake(keeping ? counting : workplace);
        (keeping ? kept : without).push(rate);
        await counter.stop();
        if (keeping) behind = (await timed(() => count(workplace))).ms;
        say(`${round + 1}/${rounds} ${keeping ? 'with cells' : 'without'}: ${whole(rate)} leads a second`);
        await pause(500);
      } finally {
        await client.end();
        await place.close();
      }
    }
  return { without, kept, behind };
}

const grown: Grown[] = [];
for (const size of sizes) grown.push(await measure(size));
if (grown.length > 0) {
  out(`Reading all of history: database / whole answer, ms\n`);
  out(`| handshakes | ${grown.map(({ size }) => whole(size)).join(' | ')} |`);
  out(`|---|${grown.map(() => '---').join('|')}|`);
  for (const name of Object.keys(questions))
    out(
      `| ${name} | ${grown.map(({ asked }) => `${oneDecimal(asked[name]?.database ?? 0)} / ${oneDecimal(asked[name]?.answer ?? 0)}`).join(' | ')} |`,
    );
  const total = (of: Grown, kind: 'database' | 'answer'): number =>
    Object.values(of.asked).reduce((sum, each) => sum + each[kind], 0);
  out(
    `| all ten together | ${grown.map((of) => `${oneDecimal(total(of, 'database'))} / ${oneDecimal(total(of, 'answer'))}`).join(' | ')} |`,
  );
  for (const name of Object.keys(plain))
    out(`| plain SQL: ${name} | ${grown.map(({ plainMs }) => whole(plainMs[name] ?? 0)).join(' | ')} |`);
  out(`| counts agree with plain SQL | ${grown.map(({ exact }) => (exact ? 'yes' : 'NO')).join(' | ')} |`);
  out(`| median off by | ${grown.map(({ medianOff }) => `${(100 * medianOff).toFixed(1)} %`).join(' | ')} |`);
  out(`| cells, rows | ${grown.map(({ cells }) => whole(cells)).join(' | ')} |`);
  out(
    `| cells / handshakes with events, MB | ${grown.map(({ cellMb, handshakeMb }) => `${whole(cellMb)} / ${whole(handshakeMb)}`).join(' | ')} |`,
  );
  out(`| events counted a second | ${grown.map(({ fillRate }) => whole(fillRate)).join(' | ')} |`);
  out(`| CPU here for each, µs | ${grown.map(({ cpuMicros }) => whole(cpuMicros)).join(' | ')} |`);
  const [first, last] = [grown[0], grown.at(-1)];
  if (first && last && first !== last)
    out(
      `\n${whole(last.size)} beside ${whole(first.size)}: ${(total(last, 'database') / total(first, 'database')).toFixed(2)} times the database time.`,
    );
}
if (seconds > 0) {
  const { without, kept, behind } = await cost();
  const [bare, with_] = [median(without), median(kept)];
  out(
    `\nIntake, ${LANES} senders, ${LEADS_A_PARCEL} leads a parcel: ${whole(bare)} leads a second without cells, ${whole(with_)} with them: ${(100 * (1 - with_ / bare)).toFixed(1)} % less. What was behind at the end took ${whole(behind)} ms.`,
  );
}
