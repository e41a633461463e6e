// The migrations make the database that the Prisma schema describes, once, whoever comes first.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.js';
import { type Database, openDatabase } from '../../src/store/open-database.js';
import { type EmptyDatabase, engines } from '../engines.js';

const run = promisify(execFile);

const all = readdirSync('prisma/migrations', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

describe.each(engines)('the migrations on $name', (engine) => {
  let empty: EmptyDatabase;
  let database: Database;
  beforeAll(async () => {
    empty = await engine.bare();
    database = await openDatabase(empty.location);
  });
  afterAll(async () => {
    await database?.close();
    await empty?.drop();
  });

  test('are applied once, also when several ask at the same time', async () => {
    const applied = await Promise.all([
      migrate(database.bulk),
      migrate(database.bulk),
      migrate(database.bulk),
    ]);
    expect(applied.flat()).toEqual(all);
    expect(await migrate(database.pool)).toEqual([]);
  });

  test('refuse a migration that was edited after it was applied', async () => {
    await database.pool.query(`UPDATE _prisma_migrations SET checksum = 'another'`);
    await expect(migrate(database.pool)).rejects.toThrow('was edited after it was applied');
  });
});

// The schema engine cannot read the embedded engine's newer catalogue; both run the very same files.
test.each(engines.filter(({ name }) => name === 'PostgreSQL'))(
  'the migrations leave nothing to do between a database on $name and what the schema says',
  async (engine) => {
    const { location, drop } = await engine.bare();
    const url = 'url' in location ? location.url : '';
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'test/store/schema-diff.ts', url]);
    expect(stdout.trim()).toBe('-- This is an empty migration.');
    await drop();
  },
);
