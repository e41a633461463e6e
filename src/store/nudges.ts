// Nudges: what is due to be looked at, who was reminded of what on which day, and what a batch of the sweep keeps.
import type { CharterVersion } from '../charter/charter.js';
import type { Announcement } from '../handshake/announcement.js';
import type { Handshake, HandshakeEvent, Instant, KeptHandshake, PersonId } from '../handshake/handshake.js';
import { handshakeFrom } from '../handshake/handshake.js';
import type { NudgeMessage } from '../handshake/nudge-messages.js';
import type { Leave } from '../handshake/nudges.js';
import type { ClockKind } from '../handshake/rungs.js';
import type { Charters } from './charters.js';
import type { Asked, Floors, Placed, StandingFloor } from './floors.js';
import type { Leaves } from './leaves.js';
import { aloneWithNudges } from './nudging-lock.js';
import type { Database } from './open-database.js';
import { columnsOf } from './outcomes.js';
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
  /** Its lead's company: see accountOf. */
  account: string | null;
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
  reminders: Omit<Reminder, 'handshake'>[];
  /** What is to be said for it, with its card where that is drawn again. One that lists several may stand with each. */
  messages: (Omit<NudgeMessage, 'kind'> & { kind: NudgeMessage['kind'] | Announcement['kind'] })[];
  nextAt: Instant | null;
  /** Whether the next look was put off by something other than the handshake. */
  held: boolean;
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

/**
 * OFFSET 0 keeps a lookup a lookup by its own index: in a table that is empty or not counted yet PostgreSQL would take any
 * index that knows one of the columns asked for, and go on with it while the table grows.
 */
const LOOK: Statement = {
  name: 'nudge_look',
  text: `SELECT h.state, h.account, (SELECT r.at FROM (
        SELECT at, day FROM reminder WHERE lead_id = h.lead_id AND lead_source = h.source AND workspace = $1 OFFSET 0) r
      WHERE r.day = $4) AS "remindedAt"
    FROM unnest($2::text[]) AS asked(id)
      CROSS JOIN LATERAL (SELECT workspace, next_nudge_at FROM watch WHERE handshake_id = asked.id OFFSET 0) w
      CROSS JOIN LATERAL (SELECT state, account, source, lead_id FROM handshake WHERE id = asked.id OFFSET 0) h
    WHERE w.workspace = $1 AND w.next_nudge_at <= $3`,
};

/** No day is longer than 25 hours. */
const SENT: Statement = {
  name: 'nudge_sent',
  text: `SELECT asked.rep, count(*)::int AS sent FROM unnest($2::text[]) AS asked(rep)
      CROSS JOIN LATERAL (SELECT workspace, day, bundled FROM reminder
        WHERE rep = asked.rep AND at > $4::timestamptz - interval '25 hours' OFFSET 0) r
    WHERE r.workspace = $1 AND r.day = $3 AND NOT r.bundled GROUP BY asked.rep`,
};

/**
 * Everything hangs on the version: what somebody has answered meanwhile is not said, and is looked at again. A handshake of
 * which nothing was said stays as it is. What follows from each travels with it, since PostgreSQL does not know how long
 * such lists are, and would join two of them row by row. OFFSET 0 as above.
 */
const KEEP: Statement = {
  name: 'nudge_keep',
  text: `WITH looked AS MATERIALIZED (
      SELECT * FROM unnest($2::text[], $3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::boolean[], $8::jsonb[],
        $9::jsonb[], $10::jsonb[], $11::jsonb[])
        AS l(id, before, version, holder, next_nudge_at, held, changes, events, reminders, messages)
    ), kept AS (
      UPDATE handshake h SET version = l.version, holder = l.holder, state = h.state || l.changes
      FROM looked l WHERE h.workspace = $1 AND h.id = l.id AND h.version = l.before AND l.changes IS NOT NULL
      RETURNING h.source, h.lead_id, h.charter_version, l.*
    ), same AS (
      SELECT l.* FROM looked l CROSS JOIN LATERAL (SELECT version FROM handshake WHERE id = l.id OFFSET 0) h
      WHERE l.changes IS NULL AND h.version = l.before
    ), stood AS MATERIALIZED (
      SELECT id, holder, next_nudge_at, held FROM kept UNION ALL SELECT id, holder, next_nudge_at, held FROM same
    ), watched AS (
      UPDATE watch w SET holder = s.holder, next_nudge_at = s.next_nudge_at, held = s.held
      FROM stood s WHERE w.handshake_id = s.id AND s.next_nudge_at IS NOT NULL
    ), unwatched AS (
      DELETE FROM watch w USING stood s WHERE w.handshake_id = s.id AND s.next_nudge_at IS NULL
    ), happened AS (
      INSERT INTO handshake_event (workspace, handshake_id, version, type, at, charter_version, data)
      SELECT $1, k.id, k.before + e.place, e.data->>'type', $12, k.charter_version, e.data
      FROM kept k CROSS JOIN LATERAL jsonb_array_elements(k.events) WITH ORDINALITY AS e(data, place)
    ), reminded AS (
      INSERT INTO reminder (workspace, lead_source, lead_id, day, rep, handshake_id, clock, at_percent, bundled, at)
      SELECT $1, k.source, k.lead_id, $13, r.rep, k.id, r.clock, r."atPercent", r.bundled, $12
      FROM kept k CROSS JOIN LATERAL
        jsonb_to_recordset(k.reminders) AS r(rep text, clock text, "atPercent" int, bundled boolean)
    ), said AS (
      INSERT INTO message AS m (workspace, key, kind, handshake_id, thread, channel, next_try_at)
      SELECT DISTINCT ON (s.key) $1, s.key, s.kind, s.handshake, s.thread,
        coalesce(s."to", (SELECT t.channel FROM message t WHERE t.workspace = $1 AND t.key = s.thread), $14), now()
      FROM kept k CROSS JOIN LATERAL
        jsonb_to_recordset(k.messages) AS s(key text, kind text, handshake text, thread text, "to" text)
      ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL,
        next_try_at = CASE WHEN m.attempts = 0 THEN excluded.next_try_at ELSE m.next_try_at END)
    SELECT id FROM kept`,
};

const LISTED: Statement = {
  name: 'nudge_listed',
  text: `SELECT handshake_id AS handshake, rep, clock, at_percent AS "atPercent", bundled
    FROM (SELECT * FROM reminder WHERE rep = $2 OFFSET 0) r
    WHERE workspace = $1 AND day = $3 AND bundled ORDER BY at, at_percent DESC, handshake_id`,
};

const FORGET: Statement = {
  name: 'nudge_forget',
  text: 'DELETE FROM reminder WHERE workspace = $1 AND at < $2',
};

const json = (value: unknown): string => JSON.stringify(value);

/** What saying rungs changes in a handshake; null when nothing was said. All else need not travel. */
function changesOf(before: Handshake, after: Handshake): Partial<Handshake> | null {
  if (after === before) return null;
  const { version, told, suggested, why } = after;
  const hollow = after.status === 'accepted' ? { leftUntouched: after.leftUntouched } : {};
  // One that went to the next rep begins anew.
  const again = before.dueAt === after.dueAt && before.postedAt === after.postedAt ? {} : begunAnew(after);
  return { version, told, suggested, why, ...hollow, ...again };
}

const begunAnew = ({ postedAt, dueAt }: Handshake): Partial<Handshake> => ({
  postedAt,
  dueAt,
  snoozedUntil: null,
});

/** One batch of the sweep, inside one transaction that no other batch of the workspace runs beside. */
export class Batch {
  constructor(
    private readonly sql: Sql,
    private readonly workspace: string,
    private readonly of: { charters: Charters; leaves: Leaves; floors: Floors },
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

  /** The sales floor, from here on alone with it. */
  floor(asked: Asked): Promise<StandingFloor> {
    return this.of.floors.take(this.sql, asked);
  }

  /** Keeps what leads that went to the next rep have left behind. */
  keepPlaced(placed: Placed, of: { day: string; at: Date; channel: string }): Promise<void> {
    return this.of.floors.keep(this.sql, placed, of);
  }

  /** Those of the handshakes that are still to be looked at. */
  async look(ids: readonly string[], of: { now: Date; day: string }): Promise<Looked[]> {
    const rows = await rowsOf<{ state: KeptHandshake; account: string | null; remindedAt: Date | null }>(
      this.sql,
      LOOK,
      [this.workspace, ids, of.now, of.day],
    );
    return rows.map(({ state, account, remindedAt }) => ({
      handshake: handshakeFrom(state),
      account,
      remindedAt: remindedAt === null ? null : remindedAt.toISOString(),
    }));
  }

  /** How many reminders of one lead alone each rep was sent on the day of now. */
  async sent(reps: readonly PersonId[], of: { now: Date; day: string }): Promise<Map<PersonId, number>> {
    const values = [this.workspace, reps, of.day, of.now];
    const rows = await rowsOf<{ rep: string; sent: number }>(this.sql, SENT, values);
    return new Map(rows.map(({ rep, sent }) => [rep, sent]));
  }

  /** Keeps what was said; returns the handshakes that had not moved on meanwhile, which alone were spoken of. */
  async keep(looks: readonly Look[], of: { day: string; now: Date; channel: string }): Promise<Set<string>> {
    const rows = await rowsOf<{ id: string }>(this.sql, KEEP, [
      this.workspace,
      looks.map(({ before }) => before.id),
      looks.map(({ before }) => before.version),
      looks.map(({ after }) => after.version),
      looks.map(({ after }) => columnsOf(after).holder),
      looks.map(({ nextAt }) => nextAt),
      looks.map(({ held }) => held),
      looks.map(({ before, after }) => changesOf(before, after)),
      looks.map(({ events }) => json(events)),
      looks.map(({ reminders }) => json(reminders)),
      looks.map(({ messages }) => json(messages)),
      of.now,
      of.day,
      of.channel,
    ]);
    return new Set(rows.map(({ id }) => id));
  }
}

export class Nudges {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly of: { charters: Charters; leaves: Leaves; floors: Floors },
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

  /** Forgets who was reminded of what before an instant. */
  async forget(before: Date): Promise<number> {
    const { rowCount } = await this.database.bulk.query({ ...FORGET, values: [this.workspace, before] });
    return rowCount ?? 0;
  }
}
