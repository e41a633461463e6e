// Charters by version. A version never changes, so each is read once.
import { Charter, type CharterVersion } from '../charter/charter.js';
import { aloneWithNudges } from './nudging-lock.js';
import type { Database } from './open-database.js';
import { Overtaken, rowsOf, type Sql, type Statement } from './sql.js';

/** A version with the time during which it was in force; `until` is null for the one that is. */
export interface CharterSpan {
  version: number;
  signed: boolean;
  since: Date;
  until: Date | null;
}

const IN_FORCE: Statement = {
  name: 'charter_in_force',
  text: `SELECT version, in_force_from AS since FROM charter WHERE workspace = $1 AND in_force_until IS NULL
    ORDER BY version DESC LIMIT 1`,
};

const VERSION: Statement = {
  name: 'charter_version',
  text: 'SELECT signed, content FROM charter WHERE workspace = $1 AND version = $2',
};

const SPANS: Statement = {
  name: 'charter_spans',
  text: `SELECT version, signed, in_force_from AS since, in_force_until AS until FROM charter
    WHERE workspace = $1 ORDER BY version`,
};

const BEGIN: Statement = {
  name: 'charter_begin',
  text: `INSERT INTO charter (workspace, version, content, signed, in_force_from) VALUES ($1, 1, $2, false, $3)
    ON CONFLICT DO NOTHING`,
};

const END: Statement = {
  name: 'charter_end',
  text: `UPDATE charter SET in_force_until = $3 WHERE workspace = $1 AND version = $2 AND in_force_until IS NULL
    RETURNING version`,
};

/** Its hours say when people may be nudged: what other hours hold back is looked at again. */
const PUT_IN_FORCE: Statement = {
  name: 'charter_put_in_force',
  text: `WITH held AS (
      UPDATE watch SET next_nudge_at = $4, held = false WHERE workspace = $1 AND held)
    INSERT INTO charter (workspace, version, content, signed, in_force_from) VALUES ($1, $2, $3, true, $4)`,
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

  /** The version in force, with the instant it came into force. Inside a transaction, hand that in. */
  async inForceSince(sql: Sql = this.database.pool): Promise<CharterVersion & { since: Date }> {
    const [row] = await rowsOf<{ version: number; since: Date }>(sql, IN_FORCE, [this.workspace]);
    if (row === undefined) throw new Error('this workspace has no charter in force');
    return { ...(await this.version(row.version, sql)), since: row.since };
  }

  /** The version in force. Throws when the workspace has none yet. Inside a transaction, hand that in. */
  async inForce(sql: Sql = this.database.pool): Promise<CharterVersion> {
    const { since: _, ...inForce } = await this.inForceSince(sql);
    return inForce;
  }

  /** All versions that are or were in force, the oldest first. */
  spans(sql: Sql = this.database.pool): Promise<CharterSpan[]> {
    return rowsOf<CharterSpan & Record<string, unknown>>(sql, SPANS, [this.workspace]);
  }

  /** Puts version 1 in force, provisional and unsigned, where there is no charter yet. */
  async begin(charter: Charter, now: Date): Promise<void> {
    await rowsOf(this.database.pool, BEGIN, [this.workspace, JSON.stringify(charter), now]);
  }

  /**
   * Ends `ended` and puts a signed version in force at the same instant, within the transaction that keeps the second
   * signature. Throws Overtaken when `ended` is not in force any more.
   */
  async succeed(
    sql: Sql,
    { ended, version, charter }: { ended: number; version: number; charter: Charter },
    at: Date,
  ): Promise<void> {
    await aloneWithNudges(sql, this.workspace);
    const rows = await rowsOf(sql, END, [this.workspace, ended, at]);
    if (rows.length !== 1) throw new Overtaken();
    await rowsOf(sql, PUT_IN_FORCE, [this.workspace, version, JSON.stringify(charter), at]);
  }
}
