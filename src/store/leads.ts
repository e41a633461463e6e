// Leads: taken in many at a time, and asked for by those who judge them again.
import type { LeadKey } from '../handshake/lead.js';
import type { Charters } from './charters.js';
import type { Handshakes } from './handshakes.js';
import type { Database } from './open-database.js';
import { inTransaction, untilNotOvertaken } from './sql.js';
import { TakingIn } from './taking-in.js';

export class Leads {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly charters: Charters,
    private readonly handshakes: Handshakes,
  ) {}

  /** Runs one taking-in in a transaction, again from the start while it is overtaken by another. */
  takeIn<T>(work: (step: TakingIn) => Promise<T>): Promise<T> {
    return untilNotOvertaken(() =>
      inTransaction(this.database.bulk, (sql) => {
        const { workspace, charters, handshakes } = this;
        return work(new TakingIn(sql, { workspace, charters, handshakes, embedded: this.database.embedded }));
      }),
    );
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
