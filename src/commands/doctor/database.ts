// The doctor on the database: does it answer, is it new enough, does it speak UTC, and how far are the migrations.
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { messageOf } from '../../errors.js';
import { holderOf } from '../../store/folder-lock.js';
import { type Database, type Location, openDatabase } from '../../store/open-database.js';
import { type Finding, missing, ok, warning, within } from './finding.js';
import type { Skew } from './machine.js';

const ANSWER_MS = 10_000;
const OLDEST_POSTGRESQL = 15;

const migrations = new URL('../../../prisma/migrations/', import.meta.url);

interface Session {
  version: number;
  zone: string;
  utc: boolean;
  now: Date;
  role: string;
  database: string;
  mayCreate: boolean | null;
  recorded: boolean;
}

const SESSION = `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('TimeZone') AS zone,
  extract(timezone FROM timestamptz '2026-01-01') = 0 AND extract(timezone FROM timestamptz '2026-07-01') = 0 AS utc,
  clock_timestamp() AS now, current_user AS role, current_database() AS database,
  has_schema_privilege(current_schema(), 'CREATE') AS "mayCreate", to_regclass('_prisma_migrations') IS NOT NULL AS recorded`;

/** What the doctor found, and how far this machine's clock is ahead of the server's. */
export interface DatabaseReport {
  findings: Finding[];
  skew: Skew;
}

const only = (...findings: Finding[]): DatabaseReport => ({ findings, skew: null });

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function migrationFinding(
  { pool }: Database,
  { recorded, mayCreate, role }: Session,
): Promise<Finding> {
  const entries = await readdir(migrations, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const { rows } = recorded
    ? await pool.query<Applied>(
        'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
      )
    : { rows: [] };
  const broken = rows.find(({ finished_at }) => finished_at === null);
  if (broken !== undefined)
    return missing(
      `Migration ${broken.migration_name} failed earlier.`,
      'Mend what it tripped over, run npx prisma migrate resolve, then start again.',
    );
  const foreign = rows.find(({ migration_name }) => !names.includes(migration_name));
  if (foreign !== undefined)
    return warning(
      `The database knows migration ${foreign.migration_name}, which is newer than this release.`,
      'Run the release that made it, or restore the backup from before it.',
    );
  for (const { migration_name: name, checksum } of rows) {
    const sql = await readFile(new URL(`${name}/migration.sql`, migrations), 'utf8');
    if (createHash('sha256').update(sql).digest('hex') !== checksum)
      return missing(
        `Migration ${name} was edited after it was applied.`,
        'Restore the file that was released.',
      );
  }
  const due = names.length - rows.length;
  if (due === 0) return ok('The tables are up to date.');
  if (mayCreate !== true)
    return missing(
      `The role ${role} may not create tables, and ${due === 1 ? 'a migration is' : 'migrations are'} due.`,
      `Make ${role} the owner of the database, or grant it CREATE on the schema.`,
    );
  return ok(
    rows.length === 0
      ? 'The database is empty; the next start creates the tables.'
      : `The next start brings the tables up to date (${due} to go).`,
  );
}

/** Asks an open database about itself; throws when it does not answer. `name` is how to call it in a sentence. */
export async function sessionReport(database: Database, name: string): Promise<DatabaseReport> {
  const asked = Date.now();
  const { rows } = await within(ANSWER_MS, database.pool.query<Session>(SESSION));
  const [session] = rows;
  if (session === undefined) throw new Error('the database answered nothing');
  const { version, zone, utc, now } = session;
  const skew: Skew = database.embedded
    ? null
    : { seconds: ((asked + Date.now()) / 2 - now.getTime()) / 1000, whose: 'the database' };
  const findings: Finding[] = [
    version >= OLDEST_POSTGRESQL
      ? ok(`${name} answers (PostgreSQL ${version}).`)
      : missing(`${name} is PostgreSQL ${version}.`, `Move to PostgreSQL ${OLDEST_POSTGRESQL} or newer.`),
    utc
      ? ok('Its sessions run in UTC.')
      : missing(
          `Its sessions run in the time zone ${zone} although UTC was asked for.`,
          'Connect to PostgreSQL directly: a pooler in between drops the options of a session.',
        ),
    await migrationFinding(database, session),
  ];
  return { findings, skew };
}

const remedies: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Start PostgreSQL, or correct host and port in DATABASE_URL.',
  ENOTFOUND: 'Correct the host in DATABASE_URL.',
  EAI_AGAIN: 'Check the network and its name server.',
  '28P01': 'Correct user and password in DATABASE_URL; special characters are percent-encoded.',
  '28000': 'Correct the user in DATABASE_URL, or let it in: pg_hba.conf of the server says who may.',
  '3D000': 'Create the database, or correct its name in DATABASE_URL.',
  '08P01': 'Connect to PostgreSQL directly, not through a pooler: Handshake sets options on its sessions.',
  '53300': 'Raise max_connections; each process of Handshake uses up to 12.',
};

const remedyOf = (error: unknown): string =>
  remedies[String((error as { code?: unknown } | null)?.code)] ??
  'Check DATABASE_URL, and the log of the server.';

/** Connects and hangs up, so that a host that never answers does not keep us waiting. */
function knock(host: string, port: number): Promise<void> {
  return new Promise((resolveKnock, reject) => {
    const socket = connect({ host, port, timeout: ANSWER_MS });
    const end = (error?: Error): void => {
      socket.destroy();
      if (error === undefined) resolveKnock();
      else reject(error);
    };
    socket.once('connect', () => end());
    socket.once('timeout', () => end(new Error(`no answer within ${ANSWER_MS / 1000} seconds`)));
    socket.once('error', end);
  });
}

const POSTGRESQL_PORT = 5432;

/** An address whose password is not encoded comes apart in the wrong places, and parts of it would be printed as the host. */
function isWhole(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { pathname, search, hash } = new URL(address);
  return !`${pathname}${search}${hash}`.includes('@');
}

async function serverReport(address: string): Promise<DatabaseReport> {
  if (!isWhole(address))
    return only(
      missing(
        'DATABASE_URL is no address.',
        'Percent-encode special characters in the password, like %40 for @ and %2F for /.',
      ),
    );
  const { hostname, port } = new URL(address);
  const name = hostname === '' ? 'The database' : `The database at ${hostname}`;
  let database: Database | null = null;
  try {
    if (hostname !== '') await knock(hostname, Number(port) || POSTGRESQL_PORT);
    database = await openDatabase({ url: address });
    return await sessionReport(database, name);
  } catch (error) {
    return only(missing(`${name} cannot be used (${messageOf(error)}).`, remedyOf(error)));
  } finally {
    await database?.close();
  }
}

/** Why nothing can be written there, or null. What is missing would be made, so its nearest parent counts. */
function unwritable(folder: string): string | null {
  let existing = resolve(folder);
  while (!existsSync(existing)) existing = dirname(existing);
  try {
    if (!statSync(existing).isDirectory()) return `${existing} is not a folder`;
    accessSync(existing, constants.W_OK);
    if (existing === resolve(folder)) {
      const probe = join(existing, `doctor.${process.pid}`);
      writeFileSync(probe, '', { flag: 'wx' });
      rmSync(probe);
    }
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

async function folderReport(folder: string): Promise<DatabaseReport> {
  const holder = holderOf(folder);
  if (holder !== null) {
    const doing = holder.port === null ? 'is starting or importing' : `serves on port ${holder.port}`;
    return only(ok(`The data folder ${folder} is held by process ${holder.pid}, which ${doing}.`));
  }
  const why = unwritable(folder);
  if (why !== null)
    return only(
      missing(
        `The data folder ${folder} cannot be written (${why}).`,
        'Set DATA_DIR to a folder of this user.',
      ),
    );
  if (!existsSync(join(folder, 'pg')))
    return only(
      ok(`The data folder ${folder} can be written; the next start creates the embedded database.`),
    );
  let database: Database | null = null;
  try {
    database = await openDatabase({ folder });
    return await sessionReport(database, `The embedded database in ${folder}`);
  } catch (error) {
    return only(
      missing(
        `The embedded database in ${folder} cannot be opened (${messageOf(error)}).`,
        'Put back a copy of the folder, or set DATA_DIR to another one.',
      ),
    );
  } finally {
    await database?.close();
  }
}

const unsynced = warning(
  'The embedded database does not survive a power cut: it leaves writing to disk to the operating system.',
  'Set DATABASE_URL to a PostgreSQL before people rely on it; docs/operations.md shows how.',
);

/** Examines the database where it is; nothing is created or changed. `real` tells a real Slack from the sandbox. */
export async function databaseReport(location: Location, real: boolean): Promise<DatabaseReport> {
  if ('url' in location) return serverReport(location.url);
  if (location.folder === null) return only(ok('The database is in memory only.'));
  const report = await folderReport(location.folder);
  return real ? { ...report, findings: [...report.findings, unsynced] } : report;
}
