// Handshakes and their events: read as they stand, kept under their version, so that of two answers only one wins.

import type { Announcement } from '../handshake/announcement.js';
import { type Assessment, type KeptAssessment, restored } from '../handshake/assessment.js';
import {
  type Handshake,
  type HandshakeEvent,
  handshakeFrom,
  type Instant,
  isOpen,
  type KeptHandshake,
} from '../handshake/handshake.js';
import type { Facts, LeadKey, Signal } from '../handshake/lead.js';
import type { Charters } from './charters.js';
import type { Database } from './open-database.js';
import { type ReasonsRow, type SpokenReasons, type SpokenReply, spokenFrom } from './spoken-words.js';
import { rowsOf, type Sql, type Statement } from './sql.js';

/** A handshake as it stands, with what it was offered under. */
export interface StandingHandshake {
  handshake: Handshake;
  offered: Assessment;
  /** Its lead's company: see accountOf. */
  account: string | null;
}

/** One decision to keep: the events that lead from `before` to `after`, and what is owed to be said. */
export interface Outcome {
  before: Handshake;
  after: Handshake;
  events: HandshakeEvent[];
  announcements: Announcement[];
  channel: string;
  /** When a sweep is to look at it: see `nextLookAt`. */
  nextLookAt: Instant | null;
  reasons?: SpokenReasons;
  /** What was said of a rejection, in the words of who said it. */
  reply?: SpokenReply;
}

/** A handshake with everything a message about it may show. */
export interface Scene extends StandingHandshake {
  facts: Facts;
  score: number;
  signals: Signal[];
  reasons: SpokenReasons | null;
  /** Whether a rejection of it was overturned. */
  overturned: boolean;
}

const LOAD: Statement = {
  name: 'handshake_load',
  text: 'SELECT state, offered, account FROM handshake WHERE workspace = $1 AND id = $2',
};

/** A reply goes where the message is that it hangs under, also when another channel was set up since. */
const KEPT = `WITH kept AS (
    UPDATE handshake SET status = $4, open = $5, version = $6, holder = $7, next_on = $8,
      undo_until = $9::timestamptz, state = $10::jsonb
    WHERE workspace = $1 AND id = $2 AND version = $3 RETURNING id, charter_version
  ), watched AS (
    INSERT INTO watch (workspace, handshake_id, holder, next_nudge_at) SELECT $1, id, $7, $14 FROM kept
    WHERE $14::timestamptz IS NOT NULL
    ON CONFLICT (handshake_id) DO UPDATE SET holder = excluded.holder, next_nudge_at = excluded.next_nudge_at, held = false
  ), unwatched AS (
    DELETE FROM watch USING kept WHERE handshake_id = kept.id AND $14::timestamptz IS NULL
  ), happened AS (
    INSERT INTO handshake_event (workspace, handshake_id, version, type, at, actor, charter_version, data)
    SELECT $1, kept.id, e.version, e.data->>'type', (e.data->>'at')::timestamptz, e.data->>'by', kept.charter_version, e.data
    FROM kept, jsonb_to_recordset($11::jsonb) AS e(version int, data jsonb)
  ), said AS (
    INSERT INTO message AS m (workspace, key, kind, handshake_id, thread, channel, next_try_at)
    SELECT $1, a.key, a.kind, a.handshake, a.thread,
      coalesce(a."to", (SELECT t.channel FROM message t WHERE t.workspace = $1 AND t.key = a.thread), $13), now()
    FROM kept, jsonb_to_recordset($12::jsonb) AS a(key text, kind text, handshake text, thread text, "to" text)
    ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL,
      next_try_at = CASE WHEN m.attempts = 0 THEN excluded.next_try_at ELSE m.next_try_at END
  )`;

/** One statement, so one round trip and one transaction: nothing is kept unless the version still stands. */
const KEEP: Statement = { name: 'handshake_keep', text: `${KEPT} SELECT id FROM kept` };

/** The same, with the rep's words. Apart, because a click on Accept need not pay for what it does not say. */
const KEEP_WITH_REASONS: Statement = {
  name: 'handshake_keep_with_reasons',
  text: `${KEPT}, explained AS (
    INSERT INTO rejection (workspace, id, handshake_id, kind, by, at, other, note, contradiction, next_step, next_on)
    SELECT $1, r.id, kept.id, r.kind, r.by, r.at, r.other, r.note, r.contradiction, r."nextStep", r."nextOn"
    FROM kept, jsonb_to_recordset($15::jsonb) AS r(id text, kind text, by text, at timestamptz, other boolean,
      note text, contradiction text, "nextStep" text, "nextOn" text)
    RETURNING id
  ), cited AS (
    INSERT INTO rejection_criterion (rejection_id, criterion, verdict, value, contradicted)
    SELECT explained.id, c.criterion, c.verdict, c.value, c.contradicted
    FROM explained, jsonb_to_recordset($16::jsonb) AS c(criterion text, verdict text, value text, contradicted boolean)
  ) SELECT id FROM kept`,
};

/** The same, with what marketing or a manager says of a rejection. */
const KEEP_WITH_REPLY: Statement = {
  name: 'handshake_keep_with_reply',
  text: `${KEPT}, answered AS (
    UPDATE rejection r SET answered_at = $18::timestamptz FROM kept
    WHERE r.workspace = $1 AND r.id = $15 AND r.answered_at IS NULL
  ), worded AS (
    INSERT INTO rejection_reply (workspace, rejection_id, kind, by, at, words)
    SELECT $1, $15, $16, $17, $18::timestamptz, $19 FROM kept WHERE $19::text <> ''
    ON CONFLICT (rejection_id, kind) DO UPDATE SET by = excluded.by, at = excluded.at, words = excluded.words
  ) SELECT id FROM kept`,
};

const holderOf = (handshake: Handshake): string | null =>
  handshake.status === 'offered' ? handshake.suggested : handshake.by;

/** The columns that queries look at, folded out of the state. */
export const columnsOf = (handshake: Handshake) => ({
  status: handshake.status,
  open: isOpen(handshake),
  version: handshake.version,
  holder: holderOf(handshake),
  nextOn: 'nextOn' in handshake ? handshake.nextOn : null,
  undoUntil: handshake.status === 'accepted' ? handshake.undoUntil : null,
});

const json = (value: unknown): string => JSON.stringify(value);

const SCENE: Statement = {
  name: 'handshake_scene',
  text: `SELECT h.state, h.offered, h.account, l.facts, l.score,
    (SELECT coalesce(json_agg(s ORDER BY s."occurredAt" DESC), '[]') FROM (
      SELECT source, id, type, occurred_at AS "occurredAt", value FROM signal
      WHERE workspace = $1 AND lead_source = h.source AND lead_id = h.lead_id
      ORDER BY occurred_at DESC LIMIT $3) s) AS signals,
    (SELECT json_build_object('id', r.id, 'kind', r.kind, 'by', r.by, 'at', r.at, 'other', r.other, 'note', r.note,
        'contradiction', r.contradiction, 'nextStep', r.next_step, 'nextOn', r.next_on,
        'criteria', (SELECT coalesce(json_agg(c), '[]') FROM rejection_criterion c WHERE c.rejection_id = r.id))
      FROM rejection r WHERE r.workspace = $1 AND r.id = h.state->>'rejection') AS reasons,
    EXISTS (SELECT 1 FROM (SELECT type FROM handshake_event WHERE handshake_id = h.id OFFSET 0) e
      WHERE e.type = 'overturned') AS overturned
    FROM handshake h JOIN lead l ON l.workspace = h.workspace AND l.source = h.source AND l.id = h.lead_id
    WHERE h.workspace = $1 AND h.id = $2`,
};

/** A handshake's own columns, as they are kept. */
interface Kept {
  state: KeptHandshake;
  offered: KeptAssessment;
  account: string | null;
}

interface SceneRow extends Kept {
  facts: Facts;
  score: number;
  signals: (Omit<Signal, 'occurredAt'> & { occurredAt: string })[];
  reasons: ReasonsRow | null;
  overturned: boolean;
}

export class Handshakes {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly charters: Charters,
  ) {}

  /** The handshake as it stands, or null. */
  async load(id: string, sql: Sql = this.database.pool): Promise<StandingHandshake | null> {
    const [row] = await rowsOf<Kept & Record<string, unknown>>(sql, LOAD, [this.workspace, id]);
    return row === undefined ? null : this.standing(row, sql);
  }

  private async standing({ state, offered, account }: Kept, sql: Sql): Promise<StandingHandshake> {
    const { charter } = await this.charters.version(state.charterVersion, sql);
    return { handshake: handshakeFrom(state), offered: restored(charter, offered), account };
  }

  /** Keeps a decision. False when the handshake has moved on since it was loaded: then nothing is kept. */
  async keep(outcome: Outcome, sql: Sql = this.database.pool): Promise<boolean> {
    const { before, after, events, announcements, channel, nextLookAt, reasons, reply } = outcome;
    const { status, open, version, holder, nextOn, undoUntil } = columnsOf(after);
    const numbered = events.map((data, index) => ({ version: before.version + index + 1, data }));
    const cited = reasons?.verdicts.map((each) => ({
      ...each,
      contradicted: reasons.contradicted.includes(each.criterion),
    }));
    const values = [
      this.workspace,
      before.id,
      before.version,
      status,
      open,
      version,
      holder,
      nextOn,
      undoUntil,
      json(after),
      json(numbered),
      json(announcements),
      channel,
      nextLookAt,
    ];
    if (reasons !== undefined)
      return this.kept(sql, KEEP_WITH_REASONS, [...values, json([reasons]), json(cited)]);
    if (reply === undefined) return this.kept(sql, KEEP, values);
    const { rejection, kind, by, at, words } = reply;
    return this.kept(sql, KEEP_WITH_REPLY, [...values, rejection, kind, by, at, words]);
  }

  private async kept(sql: Sql, statement: Statement, values: unknown[]): Promise<boolean> {
    return (await rowsOf(sql, statement, values)).length === 1;
  }

  /** A handshake with everything a message about it may show; at most `signals` signals, the newest first. */
  async scene(id: string, signals: number): Promise<Scene | null> {
    const [row] = await rowsOf<SceneRow>(this.database.pool, SCENE, [this.workspace, id, signals]);
    if (row === undefined) return null;
    return {
      ...(await this.standing(row, this.database.pool)),
      facts: row.facts,
      score: row.score,
      signals: row.signals.map((signal) => ({ ...signal, occurredAt: new Date(signal.occurredAt) })),
      reasons: row.reasons === null ? null : spokenFrom(row.reasons),
      overturned: row.overturned,
    };
  }

  /** Whether a lead has come back since this handshake of it, or its e-mail address has another one that is open. */
  async isSupplanted(id: string): Promise<boolean> {
    const { rows } = await this.database.pool.query(
      `SELECT 1 FROM handshake h JOIN handshake o ON o.workspace = h.workspace AND o.id <> h.id
         AND ((o.lead_id = h.lead_id AND o.source = h.source AND o.cycle > h.cycle) OR (o.open AND o.email = h.email))
       WHERE h.workspace = $1 AND h.id = $2 LIMIT 1`,
      [this.workspace, id],
    );
    return rows.length > 0;
  }

  /** The leads with the same e-mail address that were told of in this handshake's thread, in that order. */
  async samePeople(id: string): Promise<LeadKey[]> {
    const { rows } = await this.database.pool.query<{ lead: LeadKey }>(
      `SELECT data->'lead' AS lead FROM handshake_event
       WHERE workspace = $1 AND handshake_id = $2 AND type = 'same_person_came' ORDER BY version`,
      [this.workspace, id],
    );
    return rows.map(({ lead }) => lead);
  }

  /** What a person has open, accepted or offered to them, the oldest first, and how many there are in all. */
  async openOf(
    person: string,
    { skip, most }: { skip: number; most: number },
  ): Promise<{ oldest: Handshake[]; total: number }> {
    const prisma = await this.database.prisma();
    const where = { workspace: this.workspace, holder: person, open: true };
    const [rows, total] = await Promise.all([
      prisma.handshake.findMany({
        where,
        orderBy: [{ offeredAt: 'asc' }, { id: 'asc' }],
        skip,
        take: most,
        select: { state: true },
      }),
      prisma.handshake.count({ where }),
    ]);
    return { oldest: rows.map(({ state }) => handshakeFrom(state as unknown as KeptHandshake)), total };
  }

  /** The ids of what a person has open, accepted or offered to them, the oldest first. */
  async idsOpenOf(person: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT id FROM handshake WHERE holder = $2 AND open = $3 AND workspace = $1 ORDER BY id`,
      [this.workspace, person, true],
    );
    return rows.map(({ id }) => id);
  }

  /** The ids of accepted handshakes whose undo has run out at `now`; each is returned once. */
  async undoRunOut(now: Date, most: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `UPDATE handshake SET undo_until = NULL WHERE id IN (
         SELECT id FROM handshake WHERE workspace = $1 AND undo_until < $2 LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [this.workspace, now, most],
    );
    return rows.map(({ id }) => id);
  }

  /** The leads of ended handshakes that may come back on `today` (YYYY-MM-DD) or earlier, paged by handshake id. */
  async dueBack(today: string, after: string, most: number): Promise<(LeadKey & { handshake: string })[]> {
    const { rows } = await this.database.bulk.query<LeadKey & { handshake: string }>(
      `SELECT h.source, h.lead_id AS id, h.id AS handshake FROM handshake h
       WHERE h.workspace = $1 AND h.status IN ('rejected', 'handed_back') AND h.next_on <= $2 AND h.id > $3
         AND NOT EXISTS (SELECT 1 FROM handshake n WHERE n.workspace = h.workspace AND n.source = h.source
           AND n.lead_id = h.lead_id AND n.cycle > h.cycle)
       ORDER BY h.id LIMIT $4`,
      [this.workspace, today, after, most],
    );
    return rows;
  }
}
