// Leaves: who is away, from when until when. Nobody is nudged while away.
import { randomUUID } from 'node:crypto';
import type { PersonId } from '../handshake/handshake.js';
import type { Leave } from '../handshake/nudges.js';
import type { Floors } from './floors.js';
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

/** Everybody who is away now or will be, whoever is back first coming first. */
const COMING: Statement = {
  name: 'leave_coming',
  text: `SELECT id, person, from_at AS "from", until_at AS "until" FROM leave
    WHERE workspace = $1 AND until_at > $2 AND until_at > from_at ORDER BY from_at, until_at, id LIMIT $3`,
};

/** One that has not begun is as if it had never been noted. */
const CANCEL: Statement = {
  name: 'leave_cancel',
  text: 'DELETE FROM leave WHERE workspace = $1 AND person = $2 AND from_at > $3 RETURNING id',
};

const BEGINS: Statement = {
  name: 'leave_begins',
  text: `SELECT id, person FROM leave WHERE workspace = $1 AND from_at <= $2 AND until_at > $2 AND NOT begun
    ORDER BY from_at LIMIT $3`,
};

const BEGUN: Statement = {
  name: 'leave_begun',
  text: 'UPDATE leave SET begun = true WHERE workspace = $1 AND id = $2',
};

/** What a leave has handed over, told to whoever it is of: the message is drawn again with each lead. */
const HAND_OVER: Statement = {
  name: 'leave_hand_over',
  text: `WITH handed AS (
      INSERT INTO handed_over (workspace, leave_id, handshake_id, "to", at) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (leave_id, handshake_id) DO UPDATE SET "to" = excluded."to")
    INSERT INTO message AS m (workspace, key, kind, channel, next_try_at)
    VALUES ($1, 'handed_over:' || $2, 'handed_over', $6, now())
    ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL`,
};

const HANDED: Statement = {
  name: 'leave_handed',
  text: `SELECT handshake_id AS handshake, "to" FROM handed_over WHERE workspace = $1 AND leave_id = $2
    ORDER BY at, handshake_id`,
};

const FORGET: Statement = {
  name: 'leave_forget',
  text: 'DELETE FROM handed_over WHERE workspace = $1 AND at < $2 RETURNING leave_id',
};

/** A leave with its id. */
export interface NotedLeave extends Leave {
  id: string;
  person: PersonId;
}

export class Leaves {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly floors: Floors,
  ) {}

  /** Notes a leave; false when one that is noted already covers it. */
  async add(
    person: PersonId,
    leave: { from: Date; until: Date },
    noted: { by: PersonId; at: Date },
  ): Promise<boolean> {
    const { from, until } = leave;
    const values = [this.workspace, randomUUID(), person, from, until, noted.by, noted.at];
    return inTransaction(this.database.pool, async (sql) => {
      // Whoever is just being offered a lead has it before their leave is noted, so that it is handed over with the others.
      await this.floors.alone(sql);
      return (await rowsOf(sql, ADD, values)).length === 1;
    });
  }

  /** Ends the leave that somebody is in, there and then; false when they are in none. */
  async end(person: PersonId, at: Date): Promise<boolean> {
    return inTransaction(this.database.pool, async (sql) => {
      await aloneWithNudges(sql, this.workspace);
      return (await rowsOf(sql, END, [this.workspace, person, at])).length > 0;
    });
  }

  /** Forgets the leaves of somebody that have not begun; returns how many. */
  async cancel(person: PersonId, at: Date): Promise<number> {
    return (await rowsOf(this.database.pool, CANCEL, [this.workspace, person, at])).length;
  }

  /** Everybody who is away at an instant or will be, at most `most`. */
  async coming(at: Date, most: number): Promise<NotedLeave[]> {
    const values = [this.workspace, at, most];
    const rows = await rowsOf<{ id: string; person: string; from: Date; until: Date }>(
      this.database.pool,
      COMING,
      values,
    );
    return rows.map(({ from, until, ...leave }) => ({
      ...leave,
      from: from.toISOString(),
      until: until.toISOString(),
    }));
  }

  /** The leaves that have begun, and whose people's leads were not offered to others yet. */
  begins(at: Date, most: number): Promise<{ id: string; person: PersonId }[]> {
    return rowsOf<{ id: string; person: string }>(this.database.bulk, BEGINS, [this.workspace, at, most]);
  }

  /** All leads of a leave's person were offered to others. */
  async begun(id: string): Promise<void> {
    await rowsOf(this.database.bulk, BEGUN, [this.workspace, id]);
  }

  /** Notes where a lead went, in the transaction that gave it away; its former rep is told. */
  async handOver(
    sql: Sql,
    leave: { id: string; person: PersonId },
    of: { handshake: string; to: PersonId | null; at: Date },
  ): Promise<void> {
    await rowsOf(sql, HAND_OVER, [this.workspace, leave.id, of.handshake, of.to, of.at, leave.person]);
  }

  /** Where the leads of a leave went, in that order. */
  handed(leave: string): Promise<{ handshake: string; to: PersonId | null }[]> {
    return rowsOf<{ handshake: string; to: string | null }>(this.database.pool, HANDED, [
      this.workspace,
      leave,
    ]);
  }

  /** Forgets where leads went before an instant; the messages that said so stay as they are. */
  async forgetHanded(before: Date): Promise<number> {
    return (await rowsOf(this.database.bulk, FORGET, [this.workspace, before])).length;
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
