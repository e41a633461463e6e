// Charters by version. A version never changes, so each is read once.
import { Charter, type CharterVersion } from '../charter/charter.js';
import type { Database } from './open-database.js';
import { rowsOf, type Sql, type Statement } from './sql.js';

const IN_FORCE: Statement = {
  name: 'charter_in_force',
  text: `SELECT version FROM charter WHERE workspace = $1 AND in_force_until IS NULL ORDER BY version DESC LIMIT 1`,
};

const VERSION: Statement = {
  name: 'charter_version',
  text: 'SELECT signed, content FROM charter WHERE workspace = $1 AND version = $2',
};

const BEGIN: Statement = {
  name: 'charter_begin',
  text: `INSERT INTO charter (workspace, version, content, signed, in_force_from) VALUES ($1, 1, $2, false, $3)
    ON CONFLICT DO NOTHING`,
};

export class Charters {
  readonly #known = new Map<number, CharterVersion>();

  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** One version. Throws when this workspace never had it. Inside a transaction, hand that in. */
  async version(version: number, sql: Sql = this.database.pool): Promise<CharterVersion> {
    const known = this.#known.get(version);
    if (known !== undefined) return known;
    const [row] = await rowsOf<{ signed: boolean; content: unknown }>(sql, VERSION, [
      this.workspace,
      version,
    ]);
    if (row === undefined) throw new Error(`there is no charter version ${version}`);
    const read = { version, signed: row.signed, charter: Charter.parse(row.content) };
    this.#known.set(version, read);
    return read;
  }

  /** The version in force. Throws when the workspace has none yet. Inside a transaction, hand that in. */
  async inForce(sql: Sql = this.database.pool): Promise<CharterVersion> {
    const [row] = await rowsOf<{ version: number }>(sql, IN_FORCE, [this.workspace]);
    if (row === undefined) throw new Error('this workspace has no charter in force');
    return this.version(row.version, sql);
  }

  /** Puts version 1 in force, provisional and unsigned, where there is no charter yet. */
  async begin(charter: Charter, now: Date): Promise<void> {
    await rowsOf(this.database.pool, BEGIN, [this.workspace, JSON.stringify(charter), now]);
  }
}
