// Who sells to what, as it was set up, and what Slack last told of those people.
import { noRoster, type Roster, type SetTeam } from '../handshake/staff.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/** The teams as they stand. `revision` counts how often somebody changed them; at 0 there are none. */
export interface TeamSetup {
  revision: number;
  teams: SetTeam[];
}

const READ: Statement = {
  name: 'teams_read',
  text: 'SELECT revision, content AS teams FROM team_setup WHERE workspace = $1 ORDER BY revision DESC LIMIT 1',
};

/** Of two who change the same revision one is kept. */
const CHANGE: Statement = {
  name: 'teams_change',
  text: `INSERT INTO team_setup (workspace, revision, at, actor, content) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT DO NOTHING RETURNING revision`,
};

const ROSTER: Statement = {
  name: 'roster_read',
  text: 'SELECT content FROM roster WHERE workspace = $1',
};

/** Nothing is written, and nobody need read it again, unless it is different. */
const KEEP_ROSTER: Statement = {
  name: 'roster_keep',
  text: `INSERT INTO roster AS r (workspace, revision, content, at) VALUES ($1, 1, $2, $3)
    ON CONFLICT (workspace) DO UPDATE SET revision = r.revision + 1, content = excluded.content, at = excluded.at
    WHERE r.content <> excluded.content RETURNING revision`,
};

export class Teams {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  async read(): Promise<TeamSetup> {
    const [row] = await rowsOf<{ revision: number; teams: SetTeam[] }>(this.database.pool, READ, [
      this.workspace,
    ]);
    return row ?? { revision: 0, teams: [] };
  }

  /** Keeps the teams over those with this revision; false when somebody else was faster, and nothing was kept. */
  async change({ revision, teams }: TeamSetup, by: { id: string; at: Date }): Promise<boolean> {
    const values = [this.workspace, revision + 1, by.at, by.id, JSON.stringify(teams)];
    return (await rowsOf(this.database.pool, CHANGE, values)).length === 1;
  }

  /** What Slack last told of people; nothing before it was first asked. */
  async roster(): Promise<Roster> {
    const [row] = await rowsOf<{ content: Roster }>(this.database.pool, ROSTER, [this.workspace]);
    return row?.content ?? noRoster;
  }

  /** Keeps what Slack tells of people now; whether that is anything new. */
  async keepRoster(roster: Roster, at: Date): Promise<boolean> {
    const rows = await rowsOf(this.database.pool, KEEP_ROSTER, [this.workspace, JSON.stringify(roster), at]);
    return rows.length === 1;
  }
}
