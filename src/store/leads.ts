// Leads, their facts and signals, taken in many at a time: place and lock them, read what stands, keep what follows.
import type { CharterVersion } from '../charter/charter.js';
import type { Announcement } from '../handshake/announcement.js';
import type { Assessment } from '../handshake/assessment.js';
import type { Handshake, Offered } from '../handshake/handshake.js';
import type { Facts, FactValue, LeadKey, Signal } from '../handshake/lead.js';
import type { Charters } from './charters.js';
import { columnsOf, type Handshakes, type Outcome } from './handshakes.js';
import type { Database } from './open-database.js';
import { inTransaction, Overtaken, rowsOf, type Sql, type Statement, untilNotOvertaken } from './sql.js';

/** A webhook delivery: the sender's id for it, and the SHA-256 of its body. */
export interface Delivery {
  id: string;
  digest: string;
}

/** A signal with the lead it is about. */
export interface SignalOfLead extends Signal {
  lead: LeadKey;
  facts: Record<string, FactValue> | null;
}

/** Some fields of a lead, observed at one instant. `digest` tells one observation from another. */
export interface Observation {
  lead: LeadKey;
  facts: Record<string, FactValue>;
  occurredAt: Date;
  digest: string;
}

/** A lead as it stood before anything new was judged. */
export interface StandingLead {
  key: LeadKey;
  facts: Facts;
  arrived: boolean;
  mql: boolean;
  score: number;
}

/** The newest handshake of a lead or an e-mail address. */
export interface LastHandshake {
  handshake: Handshake;
  offered: Assessment;
  email: string | null;
}

/** A lead as it stands after it was judged. */
export interface JudgedLead {
  key: LeadKey;
  facts: Facts;
  email: string | null;
  arrived: boolean;
  score: number;
  mql: boolean;
}

/** A handshake to open, with the card that is owed. */
export interface NewHandshake {
  handshake: Offered;
  offered: Assessment;
  email: string | null;
  announcement: Announcement;
}

/** Everything that one taking-in keeps, besides the signals, which are kept on arrival. */
export interface Judged {
  observations: Observation[];
  leads: JudgedLead[];
  opened: NewHandshake[];
  outcomes: Outcome[];
  redraw: Announcement[];
}

const DELIVER: Statement = {
  name: 'take_in_deliver',
  text: `WITH fresh AS (
      INSERT INTO delivery (workspace, id, digest, received_at)
      SELECT $1, d.id, d.digest, now() FROM unnest($2::text[], $3::text[]) AS d(id, digest)
      ON CONFLICT DO NOTHING RETURNING id, digest)
    SELECT id, digest, true AS fresh FROM fresh
    UNION ALL SELECT d.id, d.digest, false FROM delivery d WHERE d.workspace = $1 AND d.id = ANY($2)`,
};

/** The update of a lead that is there changes nothing, and locks it: nobody else judges it until this is done. */
const PLACE: Statement = {
  name: 'take_in_place',
  text: `WITH placed AS (
      INSERT INTO lead (workspace, source, id)
      SELECT $1, l.source, l.id FROM unnest($2::text[], $3::text[]) AS l(source, id)
      ON CONFLICT (workspace, source, id) DO UPDATE SET id = excluded.id
      RETURNING source, id, facts, arrived_at IS NOT NULL AS arrived, mql, score
    ), noted AS (
      INSERT INTO signal (workspace, source, id, lead_source, lead_id, type, occurred_at, received_at, value, facts)
      SELECT $1, s.source, s.id, s."leadSource", s."leadId", s.type, s."occurredAt", $5, s.value, s.facts
      FROM jsonb_to_recordset($4::jsonb) AS s(source text, id text, "leadSource" text, "leadId" text, type text,
        "occurredAt" timestamptz, value float8, facts jsonb)
      ON CONFLICT DO NOTHING RETURNING source, id)
    SELECT true AS lead, source, id, facts, arrived, mql, score FROM placed
    UNION ALL SELECT false, source, id, NULL, NULL, NULL, NULL FROM noted`,
};

/** OFFSET 0 keeps the lookup by lead a lookup: PostgreSQL would join whole tables that it has not counted yet. */
const READ_SIGNALS: Statement = {
  name: 'take_in_read_signals',
  text: `SELECT s.lead_source, s.lead_id, s.source, s.id, s.type, s.occurred_at, s.value
    FROM unnest($2::text[], $3::text[]) AS l(source, id) CROSS JOIN LATERAL (
      SELECT * FROM signal WHERE workspace = $1 AND lead_source = l.source AND lead_id = l.id OFFSET 0) s`,
};

const READ_HANDSHAKES: Statement = {
  name: 'take_in_read_handshakes',
  text: `SELECT state, offered, email FROM handshake WHERE workspace = $1 AND email = ANY($4)
    UNION ALL
    SELECT h.state, h.offered, h.email FROM unnest($2::text[], $3::text[]) AS l(source, id) CROSS JOIN LATERAL (
      SELECT * FROM handshake WHERE workspace = $1 AND source = l.source AND lead_id = l.id OFFSET 0) h
    WHERE h.email IS NULL OR h.email <> ALL($4)`,
};

/**
 * The leads are there and locked, so that their insert always becomes an update: one look into the index for each,
 * where a join would read every lead as long as PostgreSQL has not counted them.
 */
const KEEP: Statement = {
  name: 'take_in_keep',
  text: `WITH observed AS (
      INSERT INTO lead_facts (workspace, source, lead_id, facts, occurred_at, received_at, digest)
      SELECT $1, o.source, o.id, o.facts, o."occurredAt", $6, o.digest
      FROM jsonb_to_recordset($2::jsonb) AS o(source text, id text, facts jsonb, "occurredAt" timestamptz, digest text)
      ON CONFLICT DO NOTHING RETURNING source, lead_id, digest
    ), judged AS (
      INSERT INTO lead (workspace, source, id, facts, email, score, mql, assessed_at, arrived_at)
      SELECT $1, j.source, j.id, j.facts, j.email, j.score, j.mql, $6, CASE WHEN j.arrived THEN $6 END
      FROM jsonb_to_recordset($3::jsonb) AS j(source text, id text, facts jsonb, email text, score float8, mql boolean, arrived boolean)
      ON CONFLICT (workspace, source, id) DO UPDATE SET facts = excluded.facts, email = excluded.email,
        score = excluded.score, mql = excluded.mql, assessed_at = excluded.assessed_at,
        arrived_at = CASE WHEN excluded.arrived_at IS NOT NULL THEN coalesce(lead.arrived_at, excluded.arrived_at) END
    ), opened AS (
      INSERT INTO handshake (workspace, id, source, lead_id, cycle, email, status, open, version, charter_version,
        offered_at, holder, state, offered)
      SELECT $1, h.id, h.source, h."leadId", h.cycle, h.email, 'offered', true, 1, h."charterVersion",
        $6, h.holder, h.state, h.offered
      FROM jsonb_to_recordset($4::jsonb) AS h(id text, source text, "leadId" text, cycle int, email text,
        "charterVersion" int, holder text, state jsonb, offered jsonb)
      RETURNING id, charter_version
    ), happened AS (
      INSERT INTO handshake_event (workspace, handshake_id, version, type, at, charter_version, data)
      SELECT $1, id, 1, 'offered', $6, charter_version,
        jsonb_build_object('type', 'offered', 'at', $8::text, 'by', NULL) FROM opened
    ), said AS (
      INSERT INTO message AS m (workspace, key, kind, handshake_id, thread, channel, next_try_at)
      SELECT $1, a.key, a.kind, a.handshake, a.thread, $7, now()
      FROM jsonb_to_recordset($5::jsonb) AS a(key text, kind text, handshake text, thread text)
      ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL)
    SELECT source, lead_id, digest FROM observed`,
};

const json = (value: unknown): string => JSON.stringify(value);
const keyText = ({ source, id }: LeadKey): string => JSON.stringify([source, id]);

/** The identity of a signal or a lead as one string. */
export const identity = keyText;

/** The steps of one taking-in, inside one transaction and over locked leads. */
export class TakingIn {
  constructor(
    private readonly sql: Sql,
    private readonly workspace: string,
    private readonly charters: Charters,
    private readonly handshakes: Handshakes,
  ) {}

  /** The charter that leads are judged under now. */
  charterInForce(): Promise<CharterVersion> {
    return this.charters.inForce(this.sql);
  }

  /** Remembers the deliveries; returns for each id the body it was first used for, and whether that was just now. */
  async deliver(deliveries: readonly Delivery[]): Promise<Map<string, { digest: string; fresh: boolean }>> {
    if (deliveries.length === 0) return new Map();
    const [ids, digests] = [deliveries.map(({ id }) => id), deliveries.map(({ digest }) => digest)];
    const rows = await rowsOf<Delivery & { fresh: boolean }>(this.sql, DELIVER, [
      this.workspace,
      ids,
      digests,
    ]);
    const kept = new Map(rows.map(({ id, digest, fresh }) => [id, { digest, fresh }]));
    // Another process kept one of them after this statement began: look again.
    if (!ids.every((id) => kept.has(id))) throw new Overtaken();
    return kept;
  }

  /** Locks the leads, in one order everywhere, and keeps the signals; says which signals were new. */
  async place(
    keys: readonly LeadKey[],
    signals: readonly SignalOfLead[],
    now: Date,
  ): Promise<{ leads: StandingLead[]; fresh: Set<string> }> {
    const ordered = [...new Map(keys.map((key) => [keyText(key), key]))].sort(([a], [b]) => (a < b ? -1 : 1));
    const rows = await rowsOf<Omit<StandingLead, 'key'> & LeadKey & { lead: boolean }>(this.sql, PLACE, [
      this.workspace,
      ordered.map(([, key]) => key.source),
      ordered.map(([, key]) => key.id),
      json(signals.map(({ lead, ...signal }) => ({ ...signal, leadSource: lead.source, leadId: lead.id }))),
      now,
    ]);
    const placed = rows.filter(({ lead }) => lead);
    return {
      leads: placed.map(({ source, id, facts, arrived, mql, score }) => ({
        key: { source, id },
        facts,
        arrived,
        mql,
        score,
      })),
      fresh: new Set(rows.filter(({ lead }) => !lead).map(keyText)),
    };
  }

  /** Reads the signals of locked leads. To be called after `place`: only then nobody else can add any. */
  async signalsOf(keys: readonly LeadKey[]): Promise<Map<string, Signal[]>> {
    const rows = await rowsOf<{
      lead_source: string;
      lead_id: string;
      source: string;
      id: string;
      type: string;
      occurred_at: Date;
      value: number | null;
    }>(this.sql, READ_SIGNALS, [this.workspace, keys.map(({ source }) => source), keys.map(({ id }) => id)]);
    const byLead = new Map<string, Signal[]>();
    for (const row of rows) {
      const of = keyText({ source: row.lead_source, id: row.lead_id });
      const signals = byLead.get(of) ?? [];
      signals.push({
        source: row.source,
        id: row.id,
        type: row.type,
        occurredAt: row.occurred_at,
        value: row.value,
      });
      byLead.set(of, signals);
    }
    return byLead;
  }

  /** Every handshake of these leads and of these e-mail addresses. */
  async handshakesOf(keys: readonly LeadKey[], emails: readonly string[]): Promise<LastHandshake[]> {
    const rows = await rowsOf<{ state: Handshake; offered: Assessment; email: string | null }>(
      this.sql,
      READ_HANDSHAKES,
      [this.workspace, keys.map(({ source }) => source), keys.map(({ id }) => id), emails],
    );
    return rows.map(({ state, offered, email }) => ({ handshake: state, offered, email }));
  }

  /** Keeps what followed; returns the observations that were new. Throws Overtaken when a handshake has moved on. */
  async keep(judged: Judged, channel: string, now: Date): Promise<Set<string>> {
    const rows = await rowsOf<{ source: string; lead_id: string; digest: string }>(this.sql, KEEP, [
      this.workspace,
      json(judged.observations.map(({ lead, ...observation }) => ({ ...observation, ...lead }))),
      json(judged.leads.map(({ key, ...lead }) => ({ ...lead, ...key }))),
      json(
        judged.opened.map(({ handshake, offered, email }) => ({
          id: handshake.id,
          source: handshake.lead.source,
          leadId: handshake.lead.id,
          cycle: handshake.cycle,
          charterVersion: handshake.charterVersion,
          holder: columnsOf(handshake).holder,
          email,
          state: handshake,
          offered,
        })),
      ),
      json([...judged.opened.map(({ announcement }) => announcement), ...judged.redraw]),
      now,
      channel,
      now.toISOString(),
    ]);
    for (const outcome of judged.outcomes)
      if (!(await this.handshakes.keep(outcome, this.sql))) throw new Overtaken();
    return new Set(
      rows.map(({ source, lead_id, digest }) => `${keyText({ source, id: lead_id })} ${digest}`),
    );
  }
}

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
      inTransaction(this.database.bulk, (sql) =>
        work(new TakingIn(sql, this.workspace, this.charters, this.handshakes)),
      ),
    );
  }

  /** Leads that have arrived and were last judged before `before`, the longest waiting first. */
  async judgedBefore(before: Date, most: number): Promise<LeadKey[]> {
    const { rows } = await this.database.bulk.query<LeadKey>(
      `SELECT source, id FROM lead WHERE workspace = $1 AND arrived_at IS NOT NULL AND assessed_at < $2
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
