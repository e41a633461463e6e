// Opens the database: PostgreSQL by its address, or the embedded engine in the data folder; one schema on both.
import { join } from 'node:path';
import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { lockFolder } from './folder-lock.js';
import { GatheringSocket } from './gathering-socket.js';
import type { PrismaClient } from './generated/prisma/client.js';

export interface Database {
  /**
   * Prisma, for everything that is not done at every start or on a hot path, where SQL is spoken. It is loaded at its
   * first use: its query compiler takes some sixty megabytes that an idle bot can do without.
   */
  prisma(): Promise<PrismaClient>;
  /** Serves people: on PostgreSQL a statement that takes longer than Slack waits is cut off. */
  pool: pg.Pool;
  /** Serves bulk work, so that a flood of leads leaves clicks alone. On the embedded engine it is the same pool. */
  bulk: pg.Pool;
  embedded: boolean;
  close(): Promise<void>;
}

/** Where the data is: an address, or a folder for the embedded engine. One in memory only may begin with a dump of another. */
export type Location = { url: string } | { folder: string } | { folder: null; from?: Blob };

/** Slack waits three seconds for an answer; a statement that serves a click may take two. */
const CLICK_STATEMENT_MS = 2_000;
const BULK_STATEMENT_MS = 60_000;

/** Named statements are planned once. More shapes than this means generated SQL, which is not worth keeping. */
const MOST_NAMED_STATEMENTS = 500;

const KEEP_ALIVE_MS = 60_000;

function namedStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMED_STATEMENTS) return '';
    const name = `prisma_${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/**
 * What every session is set to. The adapter would store wrong instants in another zone than UTC. Each statement has one
 * plan, which goes by an index whatever is in the tables; to plan it anew for each call would cost as much as to run it.
 * Where there is no index to go by, that makes a plan look so dear that PostgreSQL would compile it at each call, which
 * takes a hundred times as long as running it.
 */
const settings = ['timezone=UTC', 'enable_seqscan=off', 'plan_cache_mode=force_generic_plan', 'jit=off'];

const session = (statementMs: number): string =>
  [...settings, `statement_timeout=${statementMs}`].map((setting) => `-c ${setting}`).join(' ');

function openServer(url: string): Omit<Database, 'prisma'> {
  const connect = (max: number, statementMs: number): pg.Pool => {
    // Statements that do not wait for each other's answers travel together: `pipeline`.
    const pool = new pg.Pool({
      connectionString: url,
      max,
      options: session(statementMs),
      pipeline: true,
      stream: () => new GatheringSocket(),
    });
    pool.on('error', () => {}); // an idle connection that breaks is replaced at its next use
    // One that breaks between two statements of a transaction is heard of by the next of them.
    pool.on('connect', (client) => client.on('error', () => {}));
    return pool;
  };
  const pool = connect(8, CLICK_STATEMENT_MS);
  const bulk = connect(4, BULK_STATEMENT_MS);
  return {
    pool,
    bulk,
    embedded: false,
    close: async () => void (await Promise.all([pool.end(), bulk.end()])),
  };
}

/** The part of PGlite's stand-in for a connection that two patches below touch. */
interface EmbeddedConnection {
  parse(query: { types?: unknown }): unknown;
  end(): void;
}

/** A statement that took so long kept everybody else waiting, in ms; then they go first for as long as a whole click takes. */
const LONG_MS = 20;
const A_CLICK_MS = 10;

/**
 * The pool of the embedded engine, which runs in this process: between two statements others get their turn, or whoever
 * asks many would keep every click and every timer waiting until the last of them is answered. pg's own pool throws a
 * connection away when a statement on it failed; here every client would share the one connection, and take what is still
 * on its way to the client that was thrown away.
 */
class EmbeddedPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares query in a dozen forms, and hands all of them on like this
  override async query(...args: any[]): Promise<any> {
    const client = await this.connect();
    const begun = performance.now();
    try {
      return await (client.query as (...args: unknown[]) => Promise<unknown>)(...args);
    } finally {
      client.release();
      await (performance.now() - begun < LONG_MS ? immediate() : pause(A_CLICK_MS));
    }
  }
}

async function openEmbedded(location: Exclude<Location, { url: string }>): Promise<Omit<Database, 'prisma'>> {
  const { folder } = location;
  const unlock = folder === null ? () => {} : lockFolder(folder);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
    const options = { postgresqlconf: ['shared_buffers=16MB'] };
    const begun = 'from' in location ? { loadDataDir: location.from } : {};
    const kept = folder === null ? {} : { dataDir: join(folder, 'pg') };
    const engine = await PGlite.create({ ...options, ...begun, ...kept });
    for (const setting of settings) await engine.exec(`SET ${setting}`);
    const config = createPgConfig(engine);
    const connection = config.connection as unknown as EmbeddedConnection;
    // PGlite would take the types of a named statement from its first use; left out, PostgreSQL infers them each time.
    const parse = connection.parse.bind(connection);
    connection.parse = (query) => parse({ ...query, types: undefined });
    // A client that ends in the middle of a transaction must not leave it open for the next one.
    const end = connection.end.bind(connection);
    connection.end = () => {
      if (engine.isInTransaction()) void engine.exec('ROLLBACK').catch(() => {});
      end();
    };
    // The engine holds nothing that keeps Node running: a command that only awaits it would end half way.
    const alive = setInterval(() => {}, KEEP_ALIVE_MS);
    const pool = new EmbeddedPool({ ...(config as pg.PoolConfig), max: 1, idleTimeoutMillis: 0 });
    const close = async (): Promise<void> => {
      await pool.end();
      await engine.close();
      clearInterval(alive);
      unlock();
    };
    return { pool, bulk: pool, embedded: true, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function loadPrisma(pool: pg.Pool): Promise<PrismaClient> {
  const [{ PrismaPg }, { PrismaClient }] = await Promise.all([
    import('@prisma/adapter-pg'),
    import('./generated/prisma/client.js'),
  ]);
  return new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: namedStatements() }) });
}

/** Opens the database. Throws a UserError when the folder is in use by another process. */
export async function openDatabase(location: Location): Promise<Database> {
  const engine = 'url' in location ? openServer(location.url) : await openEmbedded(location);
  let loaded: Promise<PrismaClient> | null = null;
  return {
    ...engine,
    prisma() {
      loaded ??= loadPrisma(engine.pool);
      return loaded;
    },
    async close() {
      await (await loaded)?.$disconnect();
      await engine.close();
    },
  };
}
