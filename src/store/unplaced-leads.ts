// Leads for which nobody was free: those of a day for managers, and what is offered again once somebody has room.
import { everyone } from '../handshake/floor.js';
import type { LeadKey } from '../handshake/lead.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/** How a day's leads without a rep stand: the handshakes that are still everybody's, and how many wait to be offered. */
export interface UnplacedDay {
  open: string[];
  waiting: number;
}

/** What somebody has taken, what has ended, and what the ladder has opened to all is nobody's worry here any more. */
const IS_OPEN = `EXISTS (SELECT 1 FROM handshake h WHERE h.id = u.handshake_id AND h.workspace = u.workspace
      AND h.status = 'offered' AND h.holder IS NULL AND NOT h.state->'told' @> '[{"who":"all"}]')`;

const DAY: Statement = {
  name: 'unplaced_day',
  text: `SELECT u.handshake_id AS handshake FROM unplaced u
    WHERE u.workspace = $1 AND (u.handshake_id IS NULL OR (u.day = $2 AND ${IS_OPEN})) ORDER BY u.score DESC, u.since`,
};

/** How many wait, by the segment that they fall into. */
const WAITING: Statement = {
  name: 'unplaced_waiting',
  text: `SELECT segment, count(*) FILTER (WHERE handshake_id IS NULL)::int AS waiting, count(handshake_id)::int AS open
    FROM unplaced WHERE workspace = $1 GROUP BY segment`,
};

const LINE: Statement = {
  name: 'unplaced_line',
  text: `SELECT count(*)::int AS waiting, min(since) AS since FROM unplaced
    WHERE workspace = $1 AND handshake_id IS NULL`,
};

const NEXT: Statement = {
  name: 'unplaced_next',
  text: `SELECT u.lead_source AS source, u.lead_id AS id, u.handshake_id AS handshake FROM unplaced u
    WHERE u.workspace = $1 AND u.segment = ANY($2) AND (u.handshake_id IS NULL) = $3
    ORDER BY u.score DESC, u.since, u.lead_id LIMIT $4`,
};

const TIDY: Statement = {
  name: 'unplaced_tidy',
  text: `DELETE FROM unplaced u WHERE u.workspace = $1 AND u.handshake_id IS NOT NULL AND NOT ${IS_OPEN}
    RETURNING u.day`,
};

/** How many leads of a segment wait to be offered, and how many were offered to the whole channel. */
export interface Backlog {
  segment: string | null;
  waiting: number;
  open: number;
}

/** How many leads wait to be offered, and since when the first of them does. */
export interface Line {
  waiting: number;
  since: Date;
}

const segmentOf = (kept: string): string | null => (kept === everyone ? null : kept);

export class UnplacedLeads {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** The leads of a day, YYYY-MM-DD, that are everybody's still, and how many of whatever day wait; the best scores first. */
  async on(day: string): Promise<UnplacedDay> {
    const rows = await rowsOf<{ handshake: string | null }>(this.database.pool, DAY, [this.workspace, day]);
    const open = rows.flatMap(({ handshake }) => handshake ?? []);
    return { open, waiting: rows.length - open.length };
  }

  /** The leads that wait to be offered, of whatever day and segment; null where none does. */
  async line(): Promise<Line | null> {
    const [row] = await rowsOf<{ waiting: number; since: Date | null }>(this.database.pool, LINE, [
      this.workspace,
    ]);
    return row === undefined || row.since === null ? null : { waiting: row.waiting, since: row.since };
  }

  /** What there is of each segment. */
  async backlog(): Promise<Backlog[]> {
    const rows = await rowsOf<{ segment: string; waiting: number; open: number }>(
      this.database.bulk,
      WAITING,
      [this.workspace],
    );
    return rows.map(({ segment, ...rest }) => ({ ...rest, segment: segmentOf(segment) }));
  }

  /** The leads of these segments that wait to be offered, the best scores first. */
  waiting(segments: readonly (string | null)[], most: number): Promise<LeadKey[]> {
    const values = [this.workspace, segments.map((segment) => segment ?? everyone), true, most];
    return rowsOf<LeadKey & Record<string, unknown>>(this.database.bulk, NEXT, values);
  }

  /** The handshakes of these segments that were offered to the whole channel, the best scores first. */
  async open(segments: readonly (string | null)[], most: number): Promise<string[]> {
    const values = [this.workspace, segments.map((segment) => segment ?? everyone), false, most];
    const rows = await rowsOf<{ handshake: string }>(this.database.bulk, NEXT, values);
    return rows.map(({ handshake }) => handshake);
  }

  /** Forgets those of which somebody has taken charge; returns the days whose messages tell of them. */
  async tidy(): Promise<string[]> {
    const rows = await rowsOf<{ day: string }>(this.database.bulk, TIDY, [this.workspace]);
    return [...new Set(rows.map(({ day }) => day))];
  }
}
