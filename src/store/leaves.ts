// Leaves: who is away, from when until when. Nobody is nudged while away.
import { randomUUID } from 'node:crypto';
import type { PersonId } from '../handshake/handshake.js';
import type { Leave } from '../handshake/nudges.js';
import { aloneWithNudges } from './nudging-lock.js';
import type { Database } from './open-database.js';
import { inTransaction, rowsOf, type Sql, type Statement } from './sql.js';

/** The same leave twice is one: a command may be sent again. */
const ADD: Statement = {
  name: 'leave_add',
  text: `INSERT INTO leave (workspace, id, person, from_at, until_at, by, at)
    SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (
      SELECT 1 FROM leave WHERE workspace = $1 AND person = $3 AND from_at <= $4 AND until_at >= $5)
    RETURNING id`,
};

/** One statement: what waited for the end of the leave is looked at again, or the leave goes on. */
const END: Statement = {
  name: 'leave_end',
  text: `WITH ended AS (
      UPDATE leave SET until_at = $3 WHERE workspace = $1 AND person = $2 AND from_at <= $3 AND until_at > $3
      RETURNING person
    ), waiting AS (
      UPDATE watch SET next_nudge_at = $3, held = false
      WHERE workspace = $1 AND holder = (SELECT person FROM ended LIMIT 1) AND held)
    SELECT person FROM ended`,
};

const OF: Statement = {
  name: 'leave_of',
  text: `SELECT person, from_at AS "from", until_at AS "until" FROM leave
    WHERE workspace = $1 AND person = ANY($2) AND until_at > $3 ORDER BY from_at, until_at`,
};

export class Leaves {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** Notes a leave; false when one that is noted already covers it. */
  async add(
    person: PersonId,
    leave: { from: Date; until: Date },
    noted: { by: PersonId; at: Date },
  ): Promise<boolean> {
    const { from, until } = leave;
    const values = [this.workspace, randomUUID(), person, from, until, noted.by, noted.at];
    return (await rowsOf(this.database.pool, ADD, values)).length === 1;
  }

  /** Ends the leave that somebody is in, there and then; false when they are in none. */
  async end(person: PersonId, at: Date): Promise<boolean> {
    return inTransaction(this.database.pool, async (sql) => {
      await aloneWithNudges(sql, this.workspace);
      return (await rowsOf(sql, END, [this.workspace, person, at])).length > 0;
    });
  }

  /** The leaves of these people that are not over at an instant, by person. Inside a transaction, hand that in. */
  async of(
    people: readonly PersonId[],
    at: Date,
    sql: Sql = this.database.pool,
  ): Promise<Map<PersonId, Leave[]>> {
    const rows = await rowsOf<{ person: string; from: Date; until: Date }>(sql, OF, [
      this.workspace,
      people,
      at,
    ]);
    const leaves = new Map<PersonId, Leave[]>();
    for (const { person, from, until } of rows) {
      const leave = { from: from.toISOString(), until: until.toISOString() };
      leaves.set(person, [...(leaves.get(person) ?? []), leave]);
    }
    return leaves;
  }
}
