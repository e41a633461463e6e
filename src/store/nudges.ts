// Nudges: what is due to be looked at, who was reminded of what on which day, and what a batch of the sweep keeps.
import type { CharterVersion } from '../charter/charter.js';
import { card } from '../handshake/announcement.js';
import type { Handshake, HandshakeEvent, Instant, KeptHandshake, PersonId } from '../handshake/handshake.js';
import { handshakeFrom } from '../handshake/handshake.js';
import type { NudgeMessage } from '../handshake/nudge-messages.js';
import type { Leave } from '../handshake/nudges.js';
import type { ClockKind } from '../handshake/rungs.js';
import type { Charters } from './charters.js';
import { columnsOf } from './handshakes.js';
import type { Leaves } from './leaves.js';
import { aloneWithNudges } from './nudging-lock.js';
import type { Database } from './open-database.js';
import { inTransaction, rowsOf, type Sql, type Statement, untilNotOvertaken } from './sql.js';

/** A handshake that is to be looked at, and the rep it is with. */
export interface DueHandshake {
  id: string;
  holder: PersonId | null;
}

/** A handshake as it stands in a batch, and when its lead was the matter of a private reminder today. */
export interface Looked {
  handshake: Handshake;
  remindedAt: Instant | null;
}

/** A rep was reminded of a lead, alone or in the message that lists several. */
export interface Reminder {
  handshake: string;
  rep: PersonId;
  clock: ClockKind;
  atPercent: number;
  bundled: boolean;
}

/** What became of one handshake that was looked at: nothing but the next look, or rungs that were said. */
export interface Look {
  before: Handshake;
  after: Handshake;
  events: HandshakeEvent[];
  /** Reminders of its lead. */
  reminders: Reminder[];
  nextAt: Instant | null;
  /** Whether the next look was put off by something other than the handshake. */
  held: boolean;
}

/** Everything that one batch keeps. A message of several handshakes names each of them. */
export interface NudgesKept {
  looks: readonly Look[];
  messages: readonly (NudgeMessage & { of: readonly string[] })[];
  /** The handshakes whose cards are drawn again. */
  cards: readonly string[];
  day: string;
  now: Date;
  channel: string;
}

const DUE: Statement = {
  name: 'nudge_due',
  text: `SELECT id, holder FROM (
      SELECT handshake_id AS id, holder FROM watch WHERE workspace = $1 AND next_nudge_at <= $2
      ORDER BY next_nudge_at LIMIT $3) AS due
    ORDER BY holder, id`,
};

/**
 * The commit does not wait for the disk: what a lost one had said is lost with it, and is planned again. Whatever went to
 * Slack was committed by the courier, which waits for the disk, and with that for everything before it.
 */
const UNHURRIED = 'SET LOCAL synchronous_commit = off';

/** OFFSET 0 keeps a lookup by id a lookup, also in tables that PostgreSQL has not counted yet. */
const LOOK: Statement = {
  name: 'nudge_look',
  text: `SELECT h.state, (SELECT r.at FROM reminder r WHERE r.lead_id = h.lead_id AND r.lead_source = h.source
      AND r.workspace = $1 AND r.day = $4) AS "remindedAt"
    FROM unnest($2::text[]) AS asked(id)
      CROSS JOIN LATERAL (SELECT workspace, next_nudge_at FROM watch WHERE handshake_id = asked.id OFFSET 0) w
      CROSS JOIN LATERAL (SELECT state, source, lead_id FROM handshake WHERE id = asked.id OFFSET 0) h
    WHERE w.workspace = $1 AND w.next_nudge_at <= $3`,
};

const SENT: Statement = {
  name: 'nudge_sent',
  text: `SELECT rep, count(*)::int AS sent FROM reminder
    WHERE workspace = $1 AND rep = ANY($2) AND day = $3 AND NOT bundled GROUP BY rep`,
};

/**
 * Everything hangs on the version: what somebody has answered meanwhile is not said, and is looked at again. A handshake of
 * which nothing was said stays as it is. OFFSET 0 as above.
 */
const KEEP: Statement = {
  name: 'nudge_keep',
  text: `WITH looked AS MATERIALIZED (
      SELECT * FROM unnest($2::text[], $9::int[], $10::int[], $11::text[], $12::jsonb[], $13::timestamptz[], $14::boolean[])
        AS l(id, before, version, holder, changes, "nextAt", held)
    ), kept AS (
      UPDATE handshake h SET version = l.version, holder = l.holder, state = h.state || l.changes
      FROM looked l WHERE h.workspace = $1 AND h.id = l.id AND h.version = l.before AND l.changes IS NOT NULL
      RETURNING h.id, h.source, h.lead_id, h.charter_version
    ), same AS (
      SELECT h.id FROM looked l CROSS JOIN LATERAL (SELECT id, version FROM handshake WHERE id = l.id OFFSET 0) h
      WHERE l.changes IS NULL AND h.version = l.before
    ), stood AS MATERIALIZED (SELECT id FROM kept UNION ALL SELECT id FROM same
    ), watched AS (
      UPDATE watch w SET holder = l.holder, next_nudge_at = l."nextAt", held = l.held
      FROM stood JOIN looked l USING (id) WHERE w.handshake_id = stood.id AND l."nextAt" IS NOT NULL
    ), unwatched AS (
      DELETE FROM watch w USING stood JOIN looked l USING (id) WHERE w.handshake_id = stood.id AND l."nextAt" IS NULL
    ), happened AS (
      INSERT INTO handshake_event (workspace, handshake_id, version, type, at, charter_version, data)
      SELECT $1, kept.id, e.version, e.type, $6, kept.charter_version, e.data
      FROM json_to_recordset($3::json) AS e(id text, version int, type text, data jsonb) JOIN kept USING (id)
    ), reminded AS (
      INSERT INTO reminder (workspace, lead_source, lead_id, day, rep, handshake_id, clock, at_percent, bundled, at)
      SELECT $1, kept.source, kept.lead_id, $7, r.rep, kept.id, r.clock, r."atPercent", r.bundled, $6
      FROM json_to_recordset($4::json) AS r(handshake text, rep text, clock text, "atPercent" int, bundled boolean)
        JOIN kept ON kept.id = r.handshake
    ), said AS (
      INSERT INTO message AS m (workspace, key, kind, handshake_id, thread, channel, next_try_at)
      SELECT DISTINCT ON (s.key) $1, s.key, s.kind, s.handshake, s.thread,
        coalesce(s."to", (SELECT t.channel FROM message t WHERE t.workspace = $1 AND t.key = s.thread), $8), now()
      FROM json_to_recordset($5::json) AS s(key text, kind text, handshake text, thread text, "to" text, of text)
        JOIN kept ON kept.id = s.of
      ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL,
        next_try_at = CASE WHEN m.attempts = 0 THEN excluded.next_try_at ELSE m.next_try_at END)
    SELECT id FROM kept`,
};

const LISTED: Statement = {
  name: 'nudge_listed',
  text: `SELECT handshake_id AS handshake, rep, clock, at_percent AS "atPercent", bundled FROM reminder
    WHERE workspace = $1 AND rep = $2 AND day = $3 AND bundled ORDER BY at, at_percent DESC, handshake_id`,
};

const FORGET: Statement = {
  name: 'nudge_forget',
  text: 'DELETE FROM reminder WHERE workspace = $1 AND day < $2',
};

const json = (value: unknown): string => JSON.stringify(value);

/** What saying rungs changes in a handshake; null when nothing was said. All else need not travel. */
function changesOf(before: Handshake, after: Handshake): Partial<Handshake> | null {
  if (after === before) return null;
  const { version, told, suggested } = after;
  return { version, told, suggested };
}

/** One batch of the sweep, inside one transaction that no other batch of the workspace runs beside. */
export class Batch {
  constructor(
    private readonly sql: Sql,
    private readonly workspace: string,
    private readonly of: { charters: Charters; leaves: Leaves },
  ) {}

  /** The charter in force. */
  inForce(): Promise<CharterVersion> {
    return this.of.charters.inForce(this.sql);
  }

  /** One version of the charter. */
  charter(version: number): Promise<CharterVersion> {
    return this.of.charters.version(version, this.sql);
  }

  /** The leaves of these people that are not over. */
  away(people: readonly PersonId[], now: Date): Promise<Map<PersonId, Leave[]>> {
    return this.of.leaves.of(people, now, this.sql);
  }

  /** Those of the handshakes that are still to be looked at. */
  async look(ids: readonly string[], of: { now: Date; day: string }): Promise<Looked[]> {
    const rows = await rowsOf<{ state: KeptHandshake; remindedAt: Date | null }>(this.sql, LOOK, [
      this.workspace,
      ids,
      of.now,
      of.day,
    ]);
    return rows.map(({ state, remindedAt }) => ({
      handshake: handshakeFrom(state),
      remindedAt: remindedAt === null ? null : remindedAt.toISOString(),
    }));
  }

  /** How many reminders of one lead alone each rep was sent on a day. */
  async sent(reps: readonly PersonId[], day: string): Promise<Map<PersonId, number>> {
    const rows = await rowsOf<{ rep: string; sent: number }>(this.sql, SENT, [this.workspace, reps, day]);
    return new Map(rows.map(({ rep, sent }) => [rep, sent]));
  }

  /** Keeps what was said; returns the handshakes that had not moved on meanwhile, which alone were spoken of. */
  async keep({ looks, messages, cards, day, now, channel }: NudgesKept): Promise<Set<string>> {
    const rows = await rowsOf<{ id: string }>(this.sql, KEEP, [
      this.workspace,
      looks.map(({ before }) => before.id),
      json(
        looks.flatMap(({ before, events }) =>
          events.map((data, index) => ({
            id: before.id,
            version: before.version + index + 1,
            type: data.type,
            data,
          })),
        ),
      ),
      json(looks.flatMap(({ reminders }) => reminders)),
      json([
        ...messages.flatMap((message) => message.of.map((of) => ({ ...message, of }))),
        ...cards.map((of) => ({ ...card(of), to: null, of })),
      ]),
      now,
      day,
      channel,
      looks.map(({ before }) => before.version),
      looks.map(({ after }) => after.version),
      looks.map(({ after }) => columnsOf(after).holder),
      looks.map(({ before, after }) => changesOf(before, after)),
      looks.map(({ nextAt }) => nextAt),
      looks.map(({ held }) => held),
    ]);
    return new Set(rows.map(({ id }) => id));
  }
}

export class Nudges {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly of: { charters: Charters; leaves: Leaves },
  ) {}

  /** Whether the database is the embedded one, which answers nobody else while a long statement runs. */
  get embedded(): boolean {
    return this.database.embedded;
  }

  /** What is to be looked at by `now`, at most `most`, with the handshakes of one rep beside each other. */
  due(now: Date, most: number): Promise<DueHandshake[]> {
    return rowsOf<DueHandshake & Record<string, unknown>>(this.database.bulk, DUE, [
      this.workspace,
      now,
      most,
    ]);
  }

  /** Runs one batch in a transaction of its own, after those of other processes, again while it is overtaken. */
  batch<T>(work: (batch: Batch) => Promise<T>): Promise<T> {
    return untilNotOvertaken(() =>
      inTransaction(this.database.bulk, async (sql) => {
        await aloneWithNudges(sql, this.workspace);
        await sql.query(UNHURRIED);
        return work(new Batch(sql, this.workspace, this.of));
      }),
    );
  }

  /** What the one message that lists leads tells a rep on a day. */
  listed(rep: PersonId, day: string): Promise<Reminder[]> {
    return rowsOf<Reminder & Record<string, unknown>>(this.database.pool, LISTED, [this.workspace, rep, day]);
  }

  /** Forgets who was reminded of what before a day, YYYY-MM-DD. */
  async forget(before: string): Promise<number> {
    const { rowCount } = await this.database.bulk.query({ ...FORGET, values: [this.workspace, before] });
    return rowCount ?? 0;
  }
}
