// Small helpers for the hot paths that speak SQL themselves: named statements, transactions, and what an error means.
import type pg from 'pg';

/** A pool, or one connection inside a transaction. */
export type Sql = Pick<pg.ClientBase, 'query'>;

/** A statement with a name is planned once a connection. */
export interface Statement {
  name: string;
  text: string;
}

/**
 * Asks one after the other: where statements may travel together, without waiting for each other's answers.
 */
export async function inTurn<T>(asks: readonly (() => Promise<T>)[], travelTogether: boolean): Promise<T[]> {
  if (travelTogether) return Promise.all(asks.map((ask) => ask()));
  const answers: T[] = [];
  for (const ask of asks) answers.push(await ask());
  return answers;
}

/** Runs a named statement and returns its rows. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  sql: Sql,
  { name, text }: Statement,
  values: unknown[],
): Promise<Row[]> {
  const result = await sql.query<Row>({ name, text, values });
  return result.rows;
}

// By name, so that pg sends them as it sends other statements, and GatheringSocket sends them together.
const BEGIN: Statement = { name: 'begin', text: 'BEGIN' };
const COMMIT: Statement = { name: 'commit', text: 'COMMIT' };

/**
 * Runs `work` in a transaction of its own: all of it is kept, or nothing. Work that has asked for its last statement, and
 * takes its answer as it comes unless it fails, may call `commit` at once, so that both make one journey where they can.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (sql: Sql, commit: () => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  let committed: Promise<unknown> | null = null;
  const commit = (): Promise<unknown> => {
    committed ??= client.query(COMMIT);
    committed.catch(() => {});
    return committed;
  };
  try {
    // Not waited for where statements may travel together: the first one then fails with it.
    const begun = client.query(BEGIN);
    begun.catch(() => {});
    if (!client.pipeline) await begun;
    const result = await work(client, () => void (client.pipeline && commit()));
    await begun;
    await commit();
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Somebody else was faster, so that what was read no longer stands; the whole step is to be done again. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** PostgreSQL's codes for: unique violation, serialisation failure, deadlock. All end well when tried again. */
const worthAnotherTry = new Set(['23505', '40001', '40P01']);

const isOvertaken = (error: unknown): boolean =>
  error instanceof Overtaken || worthAnotherTry.has(String((error as { code?: unknown } | null)?.code));

const ATTEMPTS = 8;

/** Does a step again, from its reading on, while it is overtaken; gives up after eight times with the last error. */
export async function untilNotOvertaken<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      if (!isOvertaken(error) || attempt === ATTEMPTS) throw error;
    }
  }
}
