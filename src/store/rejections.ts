// Rejections as they were said: the reasons, what marketing and managers wrote of them, and which nobody has answered yet.
import type { HandshakeEvent } from '../handshake/handshake.js';
import { type RejectionStory, type SaidOfIt, storyOfRejection } from '../handshake/rejection-story.js';
import type { Database } from './open-database.js';
import { type ReasonsRow, type SpokenReasons, spokenFrom } from './spoken-words.js';
import { rowsOf, type Statement } from './sql.js';

/** A rejection with its story and everybody's words. Those that were erased are not there. */
export interface ToldRejection extends RejectionStory {
  reasons: SpokenReasons | null;
  words: Partial<Record<SaidOfIt['kind'], string>>;
}

/** A rejection that waits for marketing's answer. */
export interface UnansweredRejection {
  rejection: string;
  handshake: string;
}

const TOLD: Statement = {
  name: 'rejection_told',
  text: `SELECT
    (SELECT coalesce(json_agg(e.data ORDER BY e.version), '[]') FROM (
      SELECT version, data FROM handshake_event WHERE handshake_id = $2 AND workspace = $1 OFFSET 0) e
      WHERE e.data->>'rejection' = $3) AS events,
    (SELECT json_build_object('id', r.id, 'kind', r.kind, 'by', r.by, 'at', r.at, 'other', r.other, 'note', r.note,
        'contradiction', r.contradiction, 'nextStep', r.next_step, 'nextOn', r.next_on,
        'criteria', (SELECT coalesce(json_agg(c), '[]') FROM rejection_criterion c WHERE c.rejection_id = r.id))
      FROM rejection r WHERE r.workspace = $1 AND r.id = $3) AS reasons,
    (SELECT coalesce(json_object_agg(w.kind, w.words), '{}') FROM rejection_reply w
      WHERE w.workspace = $1 AND w.rejection_id = $3) AS words`,
};

/** Which of many come first. */
export type Order = 'oldest' | 'newest';

const unanswered = (order: Order): Statement => ({
  name: `rejection_unanswered_${order}`,
  text: `SELECT id AS rejection, handshake_id AS handshake FROM rejection
    WHERE workspace = $1 AND answered_at IS NULL AND at < $2
    ORDER BY at ${order === 'oldest' ? 'ASC' : 'DESC'}, id LIMIT $3`,
});

const COUNT_UNANSWERED: Statement = {
  name: 'rejection_count_unanswered',
  text: `SELECT count(*)::int AS count FROM rejection WHERE workspace = $1 AND answered_at IS NULL AND at < $2`,
};

const REMIND: Statement = {
  name: 'rejection_remind',
  text: `INSERT INTO message (workspace, key, kind, channel, next_try_at) VALUES ($1, $2, 'unanswered', $3, now())
    ON CONFLICT DO NOTHING RETURNING key`,
};

export class Rejections {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** One rejection of a handshake with everything that was said of it, or null. */
  async told(handshake: string, rejection: string): Promise<ToldRejection | null> {
    const [row] = await rowsOf<{
      events: HandshakeEvent[];
      reasons: ReasonsRow | null;
      words: ToldRejection['words'];
    }>(this.database.pool, TOLD, [this.workspace, handshake, rejection]);
    const story = row === undefined ? null : storyOfRejection(rejection, row.events);
    if (row === undefined || story === null) return null;
    const reasons = row.reasons === null ? null : spokenFrom(row.reasons);
    return { ...story, reasons, words: row.words };
  }

  /** Owes the message of this key to a channel; false when it was owed before, by whomever. */
  async remind(key: string, channel: string): Promise<boolean> {
    return (await rowsOf(this.database.pool, REMIND, [this.workspace, key, channel])).length > 0;
  }

  /** The rejections from before an instant that marketing has not answered, in this order, and how many there are. */
  async unanswered(
    before: Date,
    most: number,
    order: Order = 'oldest',
  ): Promise<{ first: UnansweredRejection[]; total: number }> {
    const { pool } = this.database;
    const values = [this.workspace, before, most];
    const first = await rowsOf<UnansweredRejection & Record<string, unknown>>(
      pool,
      unanswered(order),
      values,
    );
    if (first.length < most) return { first, total: first.length };
    const [counted] = await rowsOf<{ count: number }>(pool, COUNT_UNANSWERED, [this.workspace, before]);
    return { first, total: counted?.count ?? first.length };
  }
}
