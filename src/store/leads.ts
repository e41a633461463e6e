// Leads: taken in many at a time, and asked for by those who judge them again.
import type { Facts, LeadKey } from '../handshake/lead.js';
import type { Charters } from './charters.js';
import type { Floors } from './floors.js';
import type { Handshakes } from './handshakes.js';
import type { Database } from './open-database.js';
import { inTransaction, rowsOf, type Sql, type Statement, untilNotOvertaken } from './sql.js';
import { TakingIn } from './taking-in.js';

const FACTS: Statement = {
  name: 'lead_facts_folded',
  text: 'SELECT facts FROM lead WHERE workspace = $1 AND source = $2 AND id = $3',
};

export class Leads {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly charters: Charters,
    private readonly handshakes: Handshakes,
    private readonly floors: Floors,
  ) {}

  /** Runs one taking-in in a transaction, again from the start while it is overtaken by another. */
  takeIn<T>(work: (step: TakingIn) => Promise<T>): Promise<T> {
    return untilNotOvertaken(() =>
      inTransaction(this.database.bulk, (sql, commit) => {
        const { workspace, charters, handshakes, floors } = this;
        const { embedded } = this.database;
        return work(new TakingIn(sql, commit, { workspace, charters, handshakes, floors, embedded }));
      }),
    );
  }

  /** What is known of a lead; nothing of one that has not come. Inside a transaction, hand that in. */
  async facts({ source, id }: LeadKey, sql: Sql = this.database.pool): Promise<Facts> {
    const [row] = await rowsOf<{ facts: Facts }>(sql, FACTS, [this.workspace, source, id]);
    return row?.facts ?? {};
  }

  /** Leads that were last judged before `before`, the longest waiting first. */
  async judgedBefore(before: Date, most: number): Promise<LeadKey[]> {
    const { rows } = await this.database.bulk.query<LeadKey>(
      `SELECT source, id FROM lead WHERE workspace = $1 AND assessed_at < $2
       ORDER BY assessed_at LIMIT $3`,
      [this.workspace, before, most],
    );
    return rows;
  }

  /** Forgets the webhook deliveries that are older than `days`, by the database's own clock. */
  async forgetDeliveries(days: number): Promise<number> {
    const { rowCount } = await this.database.bulk.query(
      `DELETE FROM delivery WHERE workspace = $1 AND received_at < now() - make_interval(days => $2)`,
      [this.workspace, days],
    );
    return rowCount ?? 0;
  }
}
