// What a workspace has set up: the shared channel and who has which role, with who set it and when.
import { noRoles, type Roles } from '../charter/roles.js';
import { gathered } from './gathered.js';
import type { Database } from './open-database.js';
import { rowsOf, type Sql, type Statement } from './sql.js';

/**
 * The setup as it stands. `revision` counts how often somebody set it up; at 0 the channel and who reads rejections
 * are those of the environment, as of the last start.
 */
export interface Setup {
  channel: string;
  roles: Roles;
  revision: number;
  changed: { by: string; at: string } | null;
}

/** What is known of a workspace at a start: these hold until somebody sets it up. */
export interface Opening {
  playground: boolean;
  channel: string;
  /** Who reads rejections. Left out, those of the last start stay. */
  marketing?: readonly string[];
}

const OPEN: Statement = {
  name: 'workspace_open',
  text: `INSERT INTO workspace (id, playground, channel, roles) VALUES ($1, $2, $3, coalesce($4::jsonb, '{}'))
    ON CONFLICT (id) DO UPDATE SET
      channel = CASE WHEN workspace.revision = 0 THEN excluded.channel ELSE workspace.channel END,
      roles = CASE WHEN workspace.revision = 0 THEN coalesce($4::jsonb, workspace.roles) ELSE workspace.roles END,
      playground = CASE WHEN EXISTS (SELECT 1 FROM lead WHERE lead.workspace = excluded.id)
        THEN workspace.playground ELSE excluded.playground END
    RETURNING channel`,
};

const READ: Statement = {
  name: 'setup_read',
  text: `SELECT w.channel, w.roles, w.revision, e.actor AS by, e.at FROM workspace w
    LEFT JOIN setup_event e ON e.workspace = w.id AND e.revision = w.revision WHERE w.id = $1`,
};

/** One statement, because it is asked at every click. */
const IN_FORCE: Statement = {
  name: 'setup_in_force',
  text: `SELECT w.roles, c.version AS "charterVersion" FROM workspace w
    JOIN charter c ON c.workspace = w.id AND c.in_force_until IS NULL WHERE w.id = $1`,
};

/** Nothing is kept unless the revision still stands. */
const CHANGE: Statement = {
  name: 'setup_change',
  text: `WITH kept AS (
      UPDATE workspace SET channel = $3, roles = $4::jsonb, revision = revision + 1
      WHERE id = $1 AND revision = $2 RETURNING revision)
    INSERT INTO setup_event (workspace, revision, at, actor, data)
    SELECT $1, revision, $6, $5, jsonb_build_object('channel', $3::text, 'roles', $4::jsonb) FROM kept RETURNING revision`,
};

interface Row {
  [column: string]: unknown;
  channel: string;
  roles: Partial<Roles>;
  revision: number;
  by: string | null;
  at: Date | null;
}

/** The roles that somebody set, and the version of the charter that is in force beside them. */
export interface InForce {
  roles: Roles;
  charterVersion: number;
}

const rolesOf = (row: Pick<Row, 'roles'>): Roles => ({ ...noRoles, ...row.roles });

export class Settings {
  /** The roles as somebody set them, with the charter in force. Throws while there is no charter. */
  readonly inForce: () => Promise<InForce>;

  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {
    const read = gathered<null, InForce>(async (callers) => {
      const found = await this.#inForce();
      return callers.map(() => found);
    }, Number.POSITIVE_INFINITY);
    this.inForce = () => read(null);
  }

  async #inForce(): Promise<InForce> {
    type Found = Pick<Row, 'roles'> & Pick<InForce, 'charterVersion'>;
    const [row] = await rowsOf<Found>(this.database.pool, IN_FORCE, [this.workspace]);
    if (row === undefined) throw new Error('this workspace has no charter in force');
    return { roles: rolesOf(row), charterVersion: row.charterVersion };
  }

  /** Notes the workspace; returns the shared channel that holds now, which is the one set up where there is one. */
  async open({ playground, channel, marketing }: Opening): Promise<string> {
    const roles = marketing === undefined ? null : JSON.stringify({ marketing });
    const [row] = await rowsOf<{ channel: string }>(this.database.pool, OPEN, [
      this.workspace,
      playground,
      channel,
      roles,
    ]);
    return row?.channel ?? channel;
  }

  /** The setup as it stands. Throws when the workspace was never opened. Inside a transaction, hand that in. */
  async read(sql: Sql = this.database.pool): Promise<Setup> {
    const [row] = await rowsOf<Row>(sql, READ, [this.workspace]);
    if (row === undefined) throw new Error('this workspace was never opened');
    const { channel, revision, by, at } = row;
    const changed = by === null || at === null ? null : { by, at: at.toISOString() };
    return { channel, roles: rolesOf(row), revision, changed };
  }

  /** Keeps a setup over the one with this revision; false when somebody else was faster, and nothing was kept. */
  async change(
    to: Pick<Setup, 'channel' | 'roles' | 'revision'>,
    by: { id: string; at: Date },
  ): Promise<boolean> {
    const rows = await rowsOf(this.database.pool, CHANGE, [
      this.workspace,
      to.revision,
      to.channel,
      JSON.stringify(to.roles),
      by.id,
      by.at,
    ]);
    return rows.length === 1;
  }
}
