// The past of the leads, read page by page for whoever wants to judge it again.
import type { PastHandshake, PastLead } from '../funnel/past.js';
import type { FactValue, LeadKey } from '../handshake/lead.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/**
 * Leads a page. The embedded engine works in this process: while it reads a page, nobody else is served. PostgreSQL
 * works elsewhere, and there a page is only as long as it takes to unpack what comes back.
 */
const PAGE = { embedded: 10, server: 100 };

const COUNT: Statement = {
  name: 'past_count',
  text: 'SELECT count(*)::int AS leads FROM lead WHERE workspace = $1 AND arrived_at < $2',
};

/**
 * One page with everything that was received before $2. Rows come as arrays, and instants as milliseconds: reading them
 * back is most of the work.
 */
const READ: Statement = {
  name: 'past_read',
  text: `WITH page AS MATERIALIZED (
      SELECT source, id, arrived_at FROM lead
      WHERE workspace = $1 AND (source, id) > ($3, $4) AND arrived_at < $2 ORDER BY source, id LIMIT $5)
    SELECT p.source, p.id, p.arrived_at AS "arrivedAt",
      (SELECT json_agg(json_build_array(f.facts, date_part('epoch', f.occurred_at) * 1000,
          date_part('epoch', f.received_at) * 1000))
        FROM lead_facts f WHERE f.workspace = $1 AND f.source = p.source AND f.lead_id = p.id
          AND f.received_at < $2) AS facts,
      (SELECT json_agg(json_build_array(s.source, s.id, s.type, date_part('epoch', s.occurred_at) * 1000, s.value,
          date_part('epoch', s.received_at) * 1000))
        FROM signal s WHERE s.workspace = $1 AND s.lead_source = p.source AND s.lead_id = p.id
          AND s.received_at < $2) AS signals,
      (SELECT json_agg(json_build_array(date_part('epoch', h.offered_at) * 1000, h.status))
        FROM handshake h WHERE h.workspace = $1 AND h.source = p.source AND h.lead_id = p.id
          AND h.offered_at < $2) AS handshakes
    FROM page p ORDER BY p.source, p.id`,
};

interface Row extends LeadKey {
  arrivedAt: Date;
  facts: [values: Record<string, FactValue>, occurredAt: number, receivedAt: number][] | null;
  signals:
    | [
        source: string,
        id: string,
        type: string,
        occurredAt: number,
        value: number | null,
        receivedAt: number,
      ][]
    | null;
  handshakes: [offeredAt: number, status: PastHandshake['status']][] | null;
}

/** Seconds with a fraction, times a thousand, may miss the millisecond by a hair. */
const instant = (milliseconds: number): Date => new Date(Math.round(milliseconds));

const pastOf = ({ source, id, arrivedAt, facts, signals, handshakes }: Row): PastLead => ({
  key: { source, id },
  arrivedAt,
  facts: (facts ?? []).map(([values, occurredAt, receivedAt]) => ({
    values,
    occurredAt: instant(occurredAt),
    receivedAt: instant(receivedAt),
  })),
  signals: (signals ?? []).map(([from, signal, type, occurredAt, value, receivedAt]) => ({
    source: from,
    id: signal,
    type,
    occurredAt: instant(occurredAt),
    value,
    receivedAt: instant(receivedAt),
  })),
  handshakes: (handshakes ?? []).map(([offeredAt, status]) => ({ offeredAt: instant(offeredAt), status })),
});

export class Past {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** How many leads had come in before `before`. */
  async count(before: Date): Promise<number> {
    const [row] = await rowsOf<{ leads: number }>(this.database.bulk, COUNT, [this.workspace, before]);
    return row?.leads ?? 0;
  }

  /**
   * All leads that had come in before `before`, with what was received of them by then and the handshakes offered by
   * then as they stand now, page by page in the order of their keys. No transaction stays open in between.
   */
  async *pages(before: Date): AsyncGenerator<PastLead[], void> {
    const most = this.database.embedded ? PAGE.embedded : PAGE.server;
    for (let last: LeadKey = { source: '', id: '' }; ; ) {
      const values = [this.workspace, before, last.source, last.id, most];
      const rows = await rowsOf<Row & Record<string, unknown>>(this.database.bulk, READ, values);
      yield rows.map(pastOf);
      const end = rows.at(-1);
      if (end === undefined || rows.length < most) return;
      last = { source: end.source, id: end.id };
    }
  }
}
