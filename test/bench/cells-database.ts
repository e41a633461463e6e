// A connection beside the bot's own, and how long the database takes for what a question asks of it.
import pg from 'pg';
import type { Question } from '../../src/funnel/cells.js';
import { ask } from '../../src/journey/ask.js';
import type { Workplace } from '../../src/journey/workplace.js';
import type { Place } from '../journey/a-workplace.js';

/** A connection of the benchmark's own to a place's database. */
export async function clientOf(place: Place): Promise<pg.Client> {
  const { connectionString } = place.database.bulk.options as { connectionString: string };
  const client = new pg.Client({ connectionString, options: '-c timezone=UTC' });
  await client.connect();
  return client;
}

/** How long something took, in ms, with what came of it. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
}

/** What the database takes for a question, in ms: its statements, run again and explained. */
export async function databaseMs(
  client: pg.Client,
  workplace: Workplace,
  question: Question,
): Promise<{ alone: number; sent: number }> {
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
  const took = { alone: 0, sent: 0 };
  for (const { text, values } of statements) {
    const plan = await client.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values);
    took.alone += plan.rows[0]['QUERY PLAN'][0]['Execution Time'];
    took.sent += (await timed(() => client.query({ text, values, types: asText }))).ms;
  }
  return took;
}

/** Leaves what comes back as the text that it is. */
const asText = { getTypeParser: () => (text: string) => text };
