// Messages as rows: what Slack should show, who is seeing to it, and how fast each channel may be written to.
import type { Notice } from '../charter/notices.js';
import type { DiagnosisNotice } from '../funnel/notices.js';
import type { WeekMessageKind } from '../funnel/week-messages.js';
import type { Announcement, rejectionKinds } from '../handshake/announcement.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/** What a message is about: a handshake, a rejection of it, the charter, a week, what waits for marketing, a diagnosis, or a Home tab. */
type Subject =
  | { kind: (typeof rejectionKinds)[number]; handshakeId: string }
  | { kind: Exclude<Announcement['kind'], (typeof rejectionKinds)[number]>; handshakeId: string }
  | { kind: Notice['kind']; handshakeId: null }
  | { kind: 'unanswered'; handshakeId: null }
  | { kind: WeekMessageKind; handshakeId: null }
  | { kind: 'home'; handshakeId: null }
  | { kind: 'overflow' | 'handed_over'; handshakeId: null }
  | { kind: DiagnosisNotice['kind']; handshakeId: null };

/** A message that this courier has leased and is to make true in Slack. */
export type OwedMessage = Subject & {
  key: string;
  /** A channel's id, a person's for their direct messages, or `home:` and a person's for their Home tab. */
  channel: string;
  /** The ts of the message it hangs under, or null for one in the channel itself. */
  threadTs: string | null;
  /** Its own ts once it is in Slack. */
  ts: string | null;
  wanted: number;
  attempts: number;
  deliveryId: string;
  /** Set when an earlier attempt began and nobody knows how it ended. */
  doubtedSince: Date | null;
  missedReads: number;
  lease: string;
};

/** One bucket of the pace: at most `burst` at once and `perSecond` in the long run. */
export interface Pace {
  burst: number;
  perSecond: number;
}

const OWED = `m.wanted > m.sent AND m.given_up IS NULL AND m.next_try_at <= now()
  AND (m.lease_until IS NULL OR m.lease_until < now())
  AND (m.thread IS NULL OR EXISTS (
    SELECT 1 FROM message t WHERE t.workspace = m.workspace AND t.key = m.thread AND t.ts IS NOT NULL))`;

/** New messages and changed ones are asked for apart: a backlog of the one must not hide the other. */
const CHANNELS: Statement = {
  name: 'message_channels',
  text: `SELECT DISTINCT channel FROM (
    SELECT m.channel FROM message m WHERE m.workspace = $1 AND (m.ts IS NULL) = $2 AND ${OWED}
    ORDER BY m.next_try_at LIMIT 100) AS soonest`,
};

const CLAIM: Statement = {
  name: 'message_claim',
  text: `WITH due AS (
      SELECT m.workspace, m.key FROM message m
      WHERE m.workspace = $1 AND m.channel = $2 AND (m.ts IS NULL) = $3 AND ${OWED}
      ORDER BY m.next_try_at, m.key LIMIT $4 FOR UPDATE SKIP LOCKED)
    UPDATE message m SET lease_until = now() + make_interval(secs => $6), lease_by = $5, attempts = m.attempts + 1,
      delivery_id = coalesce(m.delivery_id, gen_random_uuid()::text)
    FROM due WHERE m.workspace = due.workspace AND m.key = due.key
    RETURNING m.key, m.kind, m.handshake_id AS "handshakeId", m.channel, m.ts, m.wanted, m.attempts,
      m.delivery_id AS "deliveryId", m.sending_at AS "doubtedSince", m.missed_reads AS "missedReads", m.lease_by AS lease,
      (SELECT t.ts FROM message t WHERE t.workspace = m.workspace AND t.key = m.thread) AS "threadTs"`,
};

/** Only a new message leaves a doubt behind: editing one twice does no harm. */
const BEGIN: Statement = {
  name: 'message_begin',
  text: `UPDATE message SET lease_until = now() + make_interval(secs => $4), missed_reads = 0,
      sending_at = CASE WHEN ts IS NULL THEN now() END
    WHERE workspace = $1 AND key = $2 AND lease_by = $3 RETURNING key`,
};

/**
 * Takes what the bucket has, at most `$5`; nothing while Slack asked us to wait. An empty bucket is only looked at:
 * a flood of leads asks at every commit, and each write would wait for the disk.
 */
const TAKE: Statement = {
  name: 'lane_take',
  text: `WITH filled AS (
      SELECT workspace, name, least($3::float8, tokens + $4::float8 * extract(epoch FROM now() - refilled_at)) AS level
      FROM lane WHERE workspace = $1 AND name = $2 AND (held_until IS NULL OR held_until <= now())
        AND least($3::float8, tokens + $4::float8 * extract(epoch FROM now() - refilled_at)) >= 1 FOR UPDATE
    ), granted AS (SELECT workspace, name, level, least(floor(level), $5::int)::int AS count FROM filled)
    UPDATE lane SET tokens = granted.level - granted.count, refilled_at = now()
    FROM granted WHERE lane.workspace = granted.workspace AND lane.name = granted.name RETURNING granted.count`,
};

/** What is owed already is to be drawn anew. */
const SAY: Statement = {
  name: 'message_say',
  text: `INSERT INTO message (workspace, key, kind, channel, next_try_at) VALUES ($1, $2, $3, $4, now())
    ON CONFLICT (key, workspace) DO UPDATE SET wanted = message.wanted + 1, next_try_at = now(), given_up = NULL`,
};

const WAKE_PARENTS: Statement = {
  name: 'message_wake_parents',
  text: `UPDATE message p SET wanted = p.wanted + 1, next_try_at = now() FROM (
      SELECT thread FROM message
      WHERE workspace = $1 AND wanted > sent AND given_up IS NULL AND next_try_at <= now() AND ts IS NULL AND thread IS NOT NULL
      ORDER BY next_try_at LIMIT 100) AS waiting
    WHERE p.workspace = $1 AND p.key = waiting.thread AND p.ts IS NULL AND p.wanted <= p.sent`,
};

export class Messages {
  /** The lanes that are known to be there. */
  readonly #lanes = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** Owes a message in a channel, or the same one drawn anew. */
  async say({ key, kind }: DiagnosisNotice, channel: string): Promise<void> {
    await rowsOf(this.database.pool, SAY, [this.workspace, key, kind, channel]);
  }

  /** The channels that new messages (`fresh`), or changes to those that are there, are owed to now. */
  async channels(fresh: boolean): Promise<string[]> {
    const rows = await rowsOf<{ channel: string }>(this.database.pool, CHANNELS, [this.workspace, fresh]);
    return rows.map(({ channel }) => channel);
  }

  /** How many calls this lane may make now, at most `most`. All processes share the pace. */
  async take(lane: string, pace: Pace, most: number): Promise<number> {
    const { pool } = this.database;
    const take = () =>
      rowsOf<{ count: number }>(pool, TAKE, [this.workspace, lane, pace.burst, pace.perSecond, most]);
    const [taken] = await take();
    if (taken !== undefined) return taken.count;
    if (this.#lanes.has(lane)) return 0; // it is there, and empty or held
    const { rowCount } = await pool.query(
      'INSERT INTO lane (workspace, name, tokens, refilled_at) VALUES ($1, $2, $3, now()) ON CONFLICT DO NOTHING',
      [this.workspace, lane, pace.burst],
    );
    this.#lanes.add(lane);
    if (rowCount === 0) return 0;
    const [now] = await take();
    return now?.count ?? 0;
  }

  /** Gives back what was taken and not used. */
  async giveBack(lane: string, count: number): Promise<void> {
    await this.database.pool.query(
      'UPDATE lane SET tokens = tokens + $3 WHERE workspace = $1 AND name = $2',
      [this.workspace, lane, count],
    );
  }

  /** Slack asked for a pause: no process uses this lane for so many seconds. */
  async hold(lane: string, seconds: number): Promise<void> {
    await this.database.pool.query(
      `UPDATE lane SET held_until = greatest(held_until, now() + make_interval(secs => $3))
       WHERE workspace = $1 AND name = $2`,
      [this.workspace, lane, seconds],
    );
  }

  /** Leases what is owed to a channel, committed before Slack is called. The lease is in seconds. */
  claim(
    of: { channel: string; fresh: boolean },
    most: number,
    lease: string,
    seconds: number,
  ): Promise<OwedMessage[]> {
    return rowsOf<OwedMessage & Record<string, unknown>>(this.database.pool, CLAIM, [
      this.workspace,
      of.channel,
      of.fresh,
      most,
      lease,
      seconds,
    ]);
  }

  /** Writes back what became of a leased message; false when the lease was lost meanwhile, so that nothing is written. */
  private async write(message: OwedMessage, set: string, values: unknown[]): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE message SET lease_until = NULL, lease_by = NULL, ${set} WHERE workspace = $1 AND key = $2 AND lease_by = $3`,
      [this.workspace, message.key, message.lease, ...values],
    );
    return rowCount === 1;
  }

  /** It is in Slack as revision `message.wanted` says. `recheckSeconds` asks for a later look for a double. */
  sent(message: OwedMessage, ts: string, recheckSeconds: number | null): Promise<boolean> {
    return this.write(
      message,
      `ts = $4, sent = $5, attempts = 0, sending_at = NULL, missed_reads = 0,
       recheck_at = CASE WHEN $6::float8 IS NULL THEN recheck_at ELSE now() + make_interval(secs => $6::float8) END`,
      [ts, message.wanted, recheckSeconds],
    );
  }

  /** It was found in Slack, in an unknown revision: it will be drawn again. */
  found(message: OwedMessage, ts: string): Promise<boolean> {
    return this.write(
      message,
      'ts = $4, attempts = 0, sending_at = NULL, missed_reads = 0, next_try_at = now()',
      [ts],
    );
  }

  /** It certainly did not arrive: try again after so many seconds. */
  failed(message: OwedMessage, seconds: number): Promise<boolean> {
    return this.write(
      message,
      'sending_at = NULL, missed_reads = 0, next_try_at = now() + make_interval(secs => $4::float8)',
      [seconds],
    );
  }

  /** Nobody knows whether it arrived: look again after so many seconds. `missed` counts a look that found nothing. */
  doubted(message: OwedMessage, seconds: number, missed: boolean): Promise<boolean> {
    return this.write(
      message,
      'missed_reads = CASE WHEN $5 THEN missed_reads + 1 ELSE 0 END, next_try_at = now() + make_interval(secs => $4::float8)',
      [seconds, missed],
    );
  }

  /**
   * About to be sent, committed before the call: the lease runs anew, so that it outlasts the call however many came
   * before it. False when somebody else has taken the message over meanwhile; then it must not be sent.
   */
  async begin(message: OwedMessage, seconds: number): Promise<boolean> {
    const { key, lease } = message;
    const rows = await rowsOf(this.database.pool, BEGIN, [this.workspace, key, lease, seconds]);
    return rows.length === 1;
  }

  /** It was deleted in Slack: it has no ts any more, and is posted anew or, when nothing is to be said, let go. */
  lost(message: OwedMessage, postAnew: boolean): Promise<boolean> {
    return this.write(
      message,
      'ts = NULL, sending_at = NULL, missed_reads = 0, delivery_id = NULL, next_try_at = now(), sent = CASE WHEN $4 THEN sent ELSE wanted END',
      [postAnew],
    );
  }

  /** The message it was to hang under was deleted in Slack; it waits until that one is there again. */
  async threadLost(message: OwedMessage): Promise<boolean> {
    await this.database.pool.query(
      `UPDATE message SET ts = NULL, delivery_id = NULL, sent = wanted
       WHERE workspace = $1 AND ts = $3 AND key = (SELECT thread FROM message WHERE workspace = $1 AND key = $2)`,
      [this.workspace, message.key, message.threadTs],
    );
    return this.failed(message, 0);
  }

  /** Asks for messages that were let go, when something is to be said in the thread under them after all. */
  async wakeParents(): Promise<void> {
    await rowsOf(this.database.pool, WAKE_PARENTS, [this.workspace]);
  }

  /** It cannot be said; the reason is kept for those who look. A new revision tries again. */
  givenUp(message: OwedMessage, reason: string): Promise<boolean> {
    return this.write(message, 'sending_at = NULL, given_up = $4', [reason]);
  }

  /** Asks for messages to be drawn again. */
  async redraw(keys: readonly string[]): Promise<void> {
    await this.database.pool.query(
      'UPDATE message SET wanted = wanted + 1, given_up = NULL WHERE workspace = $1 AND key = ANY($2)',
      [this.workspace, keys],
    );
  }

  /** Messages that were posted again after a doubt and are due for a look whether they came twice. */
  async dueForRecheck(
    most: number,
  ): Promise<{ key: string; channel: string; ts: string; threadTs: string | null }[]> {
    const { rows } = await this.database.pool.query<{
      key: string;
      channel: string;
      ts: string;
      threadTs: string | null;
    }>(
      `UPDATE message m SET recheck_at = now() + interval '60 seconds' WHERE (workspace, key) IN (
         SELECT workspace, key FROM message WHERE workspace = $1 AND recheck_at <= now() LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING m.key, m.channel, m.ts,
         (SELECT t.ts FROM message t WHERE t.workspace = m.workspace AND t.key = m.thread) AS "threadTs"`,
      [this.workspace, most],
    );
    return rows.filter((row) => row.ts !== null);
  }

  /** The look was had; there is no double. */
  async rechecked(key: string): Promise<void> {
    await this.database.pool.query('UPDATE message SET recheck_at = NULL WHERE workspace = $1 AND key = $2', [
      this.workspace,
      key,
    ]);
  }

  /** Where a message stands in Slack; null while it is not there. */
  async placeOf(key: string): Promise<{ channel: string; ts: string } | null> {
    const { rows } = await this.database.pool.query<{ channel: string; ts: string }>(
      'SELECT channel, ts FROM message WHERE workspace = $1 AND key = $2 AND ts IS NOT NULL',
      [this.workspace, key],
    );
    return rows[0] ?? null;
  }

  /** How many messages are owed, and how many were given up. */
  async owed(): Promise<{ owed: number; givenUp: number }> {
    const { rows } = await this.database.pool.query<{ owed: number; givenUp: number }>(
      `SELECT count(*) FILTER (WHERE given_up IS NULL)::int AS owed, count(given_up)::int AS "givenUp"
       FROM message WHERE workspace = $1 AND wanted > sent`,
      [this.workspace],
    );
    return rows[0] ?? { owed: 0, givenUp: 0 };
  }
}
