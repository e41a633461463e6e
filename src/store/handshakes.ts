// Handshakes as they stand, read one by one, many at once, and for what is said about them.
import { type Assessment, type KeptAssessment, restored } from '../handshake/assessment.js';
import {
  type Handshake,
  type HandshakeEvent,
  handshakeFrom,
  type KeptHandshake,
} from '../handshake/handshake.js';
import type { Facts, LeadKey, Signal } from '../handshake/lead.js';
import type { Charters } from './charters.js';
import { gathered } from './gathered.js';
import { keepTogether } from './keep-together.js';
import type { Database } from './open-database.js';
import { keepOne, type Outcome } from './outcomes.js';
import { type ReasonsRow, type SpokenReasons, spokenFrom } from './spoken-words.js';
import { rowsOf, type Sql, type Statement } from './sql.js';

/** A handshake as it stands, with what it was offered under. */
export interface StandingHandshake {
  handshake: Handshake;
  offered: Assessment;
  /** Its lead's company: see accountOf. */
  account: string | null;
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

/**
 * OFFSET 0 keeps a lookup a lookup by the columns named before it: in a table that was small when the statement was planned,
 * PostgreSQL takes any index that knows the workspace.
 */
const LOAD: Statement = {
  name: 'handshake_load',
  text: `SELECT h.state, h.offered, h.account FROM unnest($2::text[]) AS asked(id) CROSS JOIN LATERAL (
      SELECT workspace, state, offered, account FROM handshake WHERE id = asked.id OFFSET 0) h
    WHERE h.workspace = $1`,
};

/** Handshakes that are read, or kept, together at most. */
const CLICKS_TOGETHER = 100;

/** OFFSET 0 as above. */
const SCENE: Statement = {
  name: 'handshake_scene',
  text: `SELECT h.state, h.offered, h.account, l.facts, l.score,
    (SELECT coalesce(json_agg(s ORDER BY s."occurredAt" DESC), '[]') FROM (
      SELECT source, id, type, occurred_at AS "occurredAt", value
      FROM (SELECT * FROM signal WHERE lead_source = h.source AND lead_id = h.lead_id OFFSET 0) of_it
      WHERE workspace = $1 ORDER BY occurred_at DESC LIMIT $3) s) AS signals,
    (SELECT json_build_object('id', r.id, 'kind', r.kind, 'by', r.by, 'at', r.at, 'other', r.other, 'note', r.note,
        'contradiction', r.contradiction, 'nextStep', r.next_step, 'nextOn', r.next_on,
        'criteria', (SELECT coalesce(json_agg(c), '[]') FROM rejection_criterion c WHERE c.rejection_id = r.id))
      FROM (SELECT * FROM rejection WHERE id = h.state->>'rejection' OFFSET 0) r WHERE r.workspace = $1) AS reasons,
    EXISTS (SELECT 1 FROM (SELECT type FROM handshake_event WHERE handshake_id = h.id OFFSET 0) e
      WHERE e.type = 'overturned') AS overturned
    FROM (SELECT * FROM handshake WHERE id = $2 OFFSET 0) h CROSS JOIN LATERAL (
      SELECT facts, score FROM lead WHERE workspace = $1 AND source = h.source AND id = h.lead_id OFFSET 0) l
    WHERE h.workspace = $1`,
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
  readonly #loadTogether: (id: string) => Promise<StandingHandshake | null>;
  readonly #keepTogether: (outcome: Outcome) => Promise<boolean>;

  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly charters: Charters,
  ) {
    this.#loadTogether = gathered((ids) => this.#loadAll(ids, database.pool), CLICKS_TOGETHER);
    this.#keepTogether = gathered(
      (outcomes) => keepTogether(outcomes, database.pool, workspace),
      CLICKS_TOGETHER,
    );
  }

  /**
   * The handshake as it stands, or null. Inside a transaction, hand that in; outside one, those that are asked for at
   * once are read together.
   */
  async load(id: string, sql?: Sql): Promise<StandingHandshake | null> {
    if (sql === undefined) return this.#loadTogether(id);
    const [loaded = null] = await this.#loadAll([id], sql);
    return loaded;
  }

  async #loadAll(ids: readonly string[], sql: Sql): Promise<(StandingHandshake | null)[]> {
    const rows = await rowsOf<Kept & Record<string, unknown>>(sql, LOAD, [this.workspace, ids]);
    const loaded = new Map(rows.map((row) => [row.state.id, row]));
    return Promise.all(
      ids.map((id) => {
        const row = loaded.get(id);
        return row === undefined ? null : this.standing(row, sql);
      }),
    );
  }

  private async standing({ state, offered, account }: Kept, sql: Sql): Promise<StandingHandshake> {
    const { charter } = await this.charters.version(state.charterVersion, sql);
    return { handshake: handshakeFrom(state), offered: restored(charter, offered), account };
  }

  /**
   * Keeps a decision. False when the handshake has moved on since it was loaded: then nothing is kept. Inside a
   * transaction, hand that in; outside one, decisions that come at once are kept together.
   */
  keep(outcome: Outcome, sql?: Sql): Promise<boolean> {
    // Words are rare, and need more tables than a click on Accept should pay for.
    const spoken = outcome.reasons !== undefined || outcome.reply !== undefined;
    if (sql === undefined && !spoken) return this.#keepTogether(outcome);
    return keepOne(outcome, sql ?? this.database.pool, this.workspace);
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

  /** The event that made a handshake this version, or null. */
  async event(id: string, version: number): Promise<HandshakeEvent | null> {
    const { rows } = await this.database.pool.query<{ data: HandshakeEvent }>(
      'SELECT data FROM handshake_event WHERE handshake_id = $2 AND version = $3 AND workspace = $1',
      [this.workspace, id, version],
    );
    return rows[0]?.data ?? null;
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
