// The doctor on databases: what it says of the embedded one and of a PostgreSQL, as they are and with faults.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseReport, sessionReport } from '../../src/commands/doctor/database.js';
import { lineOf } from '../../src/commands/doctor/finding.js';
import { migrate } from '../../src/store/migrate.js';
import { type Database, type Location, openDatabase } from '../../src/store/open-database.js';
import { engines } from '../engines.js';

const folder = mkdtempSync(join(tmpdir(), 'doctor-database-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = async (location: Location): Promise<string> =>
  (await databaseReport(location, false)).findings.map(lineOf).join('\n');

const kept = (name: string) => ({ folder: join(folder, name) });

describe.each(engines)('$name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const empty = await engine.bare();
    drop = empty.drop;
    database = await openDatabase(empty.location);
  });
  afterAll(async () => {
    await database?.close();
    await drop?.();
  });
  const look = async (of = database): Promise<string> =>
    (await sessionReport(of, 'It')).findings.map(lineOf).join('\n');

  test('is found to be new, up to date, or at fault in its migrations', async () => {
    const run = (sql: string) => database.pool.query(sql);
    expect(await look()).toContain('ok: The database is empty; the next start creates the tables.');
    await migrate(database.pool);
    expect(await look()).toContain('ok: Its sessions run in UTC.\nok: The tables are up to date.');
    await run("UPDATE _prisma_migrations SET checksum = 'other'");
    expect(await look()).toContain('was edited after it was applied.');
    await run("UPDATE _prisma_migrations SET migration_name = '20990101000000_later'");
    expect(await look()).toContain('warning: The database knows migration 20990101000000_later');
    await run('UPDATE _prisma_migrations SET finished_at = NULL');
    expect(await look()).toContain('missing: Migration 20990101000000_later failed earlier.');
  });

  test('is at fault when something makes its sessions run in another zone', async () => {
    const client = await database.pool.connect();
    try {
      await client.query("SET timezone = 'Europe/London'");
      const zoned = { ...database, pool: client as unknown as Database['pool'] };
      expect(await look(zoned)).toContain('missing: Its sessions run in the time zone Europe/London');
    } finally {
      await client.query("SET timezone = 'UTC'");
      client.release();
    }
  });
});

describe('the data folder', () => {
  test('is left as it is when nothing is there yet', async () => {
    const location = kept('fresh');
    expect(await ask(location)).toContain('can be written; the next start creates the embedded database.');
    expect(await ask(location)).toContain('can be written');
  });

  test('may be held by a process that runs, and is then not touched', async () => {
    const location = { folder: join(folder, 'held') };
    mkdirSync(location.folder);
    // The parent of this process is alive as long as this is.
    writeFileSync(join(location.folder, 'lock'), `${process.ppid}  3000`);
    expect(await ask(location)).toContain(`is held by process ${process.ppid}, which serves on port 3000.`);
  });

  test('cannot be made inside a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await ask(kept('file/data'))).toMatch(/^missing: The data folder .* is not a folder/);
  });

  test('that was used by a bot is opened and looked at', async () => {
    const location = kept('used');
    const database = await openDatabase(location);
    await migrate(database.pool);
    await database.close();
    expect(await ask(location)).toMatch(
      /answers \(PostgreSQL \d+\)\.\nok: Its sessions run in UTC\.\nok: The tables are up to date\.$/,
    );
  });

  test('with something else in it cannot be opened', async () => {
    const location = { folder: join(folder, 'broken') };
    mkdirSync(join(location.folder, 'pg'), { recursive: true });
    writeFileSync(join(location.folder, 'pg', 'PG_VERSION'), '12\n');
    expect(await ask(location)).toMatch(/^missing: The embedded database in .* cannot be opened/);
  });
});

describe('an address', () => {
  test.each([
    ['postgresql://127.0.0.1:1/handshake', 'Start PostgreSQL, or correct host and port'],
    ['postgresql://user:p@ss/w:rd@[/handshake', 'DATABASE_URL is no address.'],
  ])('%s is a fault with a remedy', async (url, remedy) => {
    expect(await ask({ url })).toContain(remedy);
  });
});
