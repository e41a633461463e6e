// The databases that the suite runs on: the embedded engine always, a real PostgreSQL where TEST_DATABASE_URL names one.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Location } from '../src/store/open-database.js';
import { preparedDatabase } from './prepared-database.js';

/** An empty database for one test file; `drop` removes it. */
export interface EmptyDatabase {
  location: Location;
  drop(): Promise<void>;
}

export interface Engine {
  name: string;
  /** For everybody who migrates it at start: where that costs much it has been done. */
  empty(): Promise<EmptyDatabase>;
  /** Without a single table, for whoever tries the migrations. */
  bare(): Promise<EmptyDatabase>;
}

export const embedded: Engine = {
  name: 'the embedded database',
  empty: async () => ({ location: { folder: null, from: await preparedDatabase() }, drop: async () => {} }),
  bare: async () => ({ location: { folder: null }, drop: async () => {} }),
};

function server(address: string): Engine {
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  const bare = async (): Promise<EmptyDatabase> => {
    const name = `handshake_test_${randomUUID().replaceAll('-', '')}`;
    await run(`CREATE DATABASE ${name}`);
    const url = new URL(address);
    url.pathname = `/${name}`;
    return { location: { url: url.href }, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
  };
  return { name: 'PostgreSQL', empty: bare, bare };
}

const address = process.env.TEST_DATABASE_URL;

/** Every engine this run has. */
export const engines: readonly Engine[] = address ? [embedded, server(address)] : [embedded];

/** For what the database cannot change: the one that costs least here. */
export const oneEngine: Engine = engines.at(-1) ?? embedded;
