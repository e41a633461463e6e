// A whole past, kept at once: leads with everything that became of them, for a workspace that has none yet.
import type { CharterVersion } from '../charter/charter.js';
import type { CharterEvent, Draft } from '../charter/draft.js';
import type { Announcement } from '../handshake/announcement.js';
import { type Assessment, toKeep } from '../handshake/assessment.js';
import type { Handshake, HandshakeEvent, Instant, Offered, PersonId } from '../handshake/handshake.js';
import type { Facts, FactValue, LeadKey, Signal } from '../handshake/lead.js';
import type { Leave } from '../handshake/nudges.js';
import { storyOfRejection } from '../handshake/rejection-story.js';
import type { Database } from './open-database.js';
import { columnsOf } from './outcomes.js';
import type { SpokenReasons, SpokenReply } from './spoken-words.js';
import { inTransaction, type Sql } from './sql.js';

/** One handshake of the past as it stands now, with what happened to it since it was offered, in order. */
export interface PastHandshake {
  /** As it was offered. */
  offer: Offered;
  handshake: Handshake;
  offered: Assessment;
  email: string | null;
  /** Its lead's company: see accountOf. */
  account: string | null;
  events: readonly HandshakeEvent[];
  rejections: readonly SpokenReasons[];
  /** What was said of them in words. */
  replies: readonly SpokenReply[];
  /** When a sweep is to look at it: see `nextLookAt`. */
  nextLookAt: Instant | null;
  /** What Slack should show of it. */
  announcements: readonly Announcement[];
}

/** One lead of the past as it stands now, with what was received of it. */
export interface LeadOfThePast {
  key: LeadKey;
  facts: Facts;
  email: string | null;
  score: number;
  mql: boolean;
  arrivedAt: Date;
  observed: readonly { values: Record<string, FactValue>; at: Date; digest: string }[];
  signals: readonly (Signal & { receivedAt: Date })[];
  handshakes: readonly PastHandshake[];
}

export interface WholePast {
  /** Each version with the instant from which it was in force; the next one ended it. */
  charters: readonly (CharterVersion & { since: Date })[];
  /** The draft of each version that was proposed, with its events. */
  drafts: readonly { draft: Draft; events: readonly CharterEvent[] }[];
  leaves: readonly (Leave & { id: string; person: PersonId; by: PersonId })[];
  leads: readonly LeadOfThePast[];
  /** When all leads were judged last. */
  now: Date;
}

/** Leads that are kept in one round trip: large enough to be fast, small enough for the embedded engine's memory. */
const LEADS_AT_ONCE = 200;

const CHARTERS = `INSERT INTO charter (workspace, version, content, signed, in_force_from, in_force_until)
  SELECT $1, version, content, signed, since, until FROM jsonb_to_recordset($2::jsonb)
    AS c(version int, content jsonb, signed boolean, since timestamptz, until timestamptz)`;

const DRAFTS = `WITH drawn AS (
    INSERT INTO charter_draft (workspace, version, status, seq, state)
    SELECT $1, version, status, seq, state FROM jsonb_to_recordset($2::jsonb)
      AS d(version int, status text, seq int, state jsonb))
  INSERT INTO charter_event (workspace, version, seq, type, at, actor, data)
  SELECT $1, version, seq, data->>'type', (data->>'at')::timestamptz, data->>'by', data
  FROM jsonb_to_recordset($3::jsonb) AS e(version int, seq int, data jsonb) ORDER BY version, seq`;

const LEAVES = `INSERT INTO leave (workspace, id, person, from_at, until_at, by, at)
  SELECT $1, id, person, "from", until, by, "from" FROM jsonb_to_recordset($2::jsonb)
    AS l(id text, person text, "from" timestamptz, until timestamptz, by text)`;

const LEADS = `WITH judged AS (
    INSERT INTO lead (workspace, source, id, facts, email, arrived_at, score, mql, assessed_at)
    SELECT $1, source, id, facts, email, "arrivedAt", score, mql, $5 FROM jsonb_to_recordset($2::jsonb)
      AS l(source text, id text, facts jsonb, email text, "arrivedAt" timestamptz, score float8, mql boolean)
  ), observed AS (
    INSERT INTO lead_facts (workspace, source, lead_id, facts, occurred_at, received_at, digest)
    SELECT $1, source, id, "values", at, at, digest FROM jsonb_to_recordset($3::jsonb)
      AS o(source text, id text, "values" jsonb, at timestamptz, digest text))
  INSERT INTO signal (workspace, source, id, lead_source, lead_id, type, occurred_at, received_at, value)
  SELECT $1, source, id, "leadSource", "leadId", type, "occurredAt", "receivedAt", value
  FROM jsonb_to_recordset($4::jsonb) AS s(source text, id text, "leadSource" text, "leadId" text, type text,
    "occurredAt" timestamptz, "receivedAt" timestamptz, value float8)`;

const HANDSHAKES = `WITH opened AS (
    INSERT INTO handshake (workspace, id, source, lead_id, cycle, email, account, status, open, version,
      charter_version, offered_at, holder, next_on, undo_until, state, offered)
    SELECT $1, id, source, "leadId", cycle, email, account, status, open, version, "charterVersion", "offeredAt", holder,
      "nextOn", "undoUntil", state, offered
    FROM jsonb_to_recordset($2::jsonb) AS h(id text, source text, "leadId" text, cycle int, email text, account text,
      status text, open boolean, version int, "charterVersion" int, "offeredAt" timestamptz, holder text, "nextOn" text,
      "undoUntil" timestamptz, state jsonb, offered jsonb)
  ), watched AS (
    INSERT INTO watch (workspace, handshake_id, holder, next_nudge_at)
    SELECT $1, id, holder, "nextLookAt" FROM jsonb_to_recordset($2::jsonb)
      AS w(id text, holder text, "nextLookAt" timestamptz) WHERE "nextLookAt" IS NOT NULL)
  INSERT INTO handshake_event (workspace, handshake_id, version, type, at, actor, charter_version, data)
  SELECT $1, handshake, version, data->>'type', (data->>'at')::timestamptz, data->>'by', "charterVersion", data
  FROM jsonb_to_recordset($3::jsonb) AS e(handshake text, version int, "charterVersion" int, data jsonb)
  ORDER BY (data->>'at')::timestamptz, handshake, version`;

const REJECTIONS = `WITH explained AS (
    INSERT INTO rejection (workspace, id, handshake_id, kind, by, at, other, note, contradiction, next_step, next_on,
      answered_at)
    SELECT $1, id, handshake, kind, by, at, other, note, contradiction, "nextStep", "nextOn", "answeredAt"
    FROM jsonb_to_recordset($2::jsonb) AS r(id text, handshake text, kind text, by text, at timestamptz, other boolean,
      note text, contradiction text, "nextStep" text, "nextOn" text, "answeredAt" timestamptz))
  INSERT INTO rejection_criterion (rejection_id, criterion, verdict, value, contradicted)
  SELECT rejection, criterion, verdict, value, contradicted FROM jsonb_to_recordset($3::jsonb)
    AS c(rejection text, criterion text, verdict text, value text, contradicted boolean)`;

const REPLIES = `INSERT INTO rejection_reply (workspace, rejection_id, kind, by, at, words)
  SELECT $1, rejection, kind, by, at, words FROM jsonb_to_recordset($2::jsonb)
    AS r(rejection text, kind text, by text, at timestamptz, words text)`;

const MESSAGES = `INSERT INTO message (workspace, key, kind, handshake_id, thread, channel, next_try_at)
  SELECT $1, key, kind, handshake, thread, $3, now() FROM jsonb_to_recordset($2::jsonb)
    AS a(key text, kind text, handshake text, thread text)`;

const POSTED = `UPDATE message SET ts = $3, sent = wanted, delivery_id = $4 WHERE workspace = $1 AND key = $2`;

const json = (value: unknown): string => JSON.stringify(value);

const first = ({ offer: { offeredAt: at, suggested, why, about } }: PastHandshake) => ({
  type: 'offered',
  at,
  by: null,
  suggested,
  why,
  about,
});

export class WholePasts {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /**
   * Keeps a past in one transaction: all of it, or nothing. `channel` is where its messages belong, and `told` hears how
   * many leads are kept so far. Throws when the workspace has a charter or one of the leads already.
   */
  keep(past: WholePast, channel: string, told: (leads: number) => void): Promise<void> {
    return inTransaction(this.database.bulk, async (sql) => {
      await this.#agreements(sql, past);
      for (let from = 0; from < past.leads.length; from += LEADS_AT_ONCE) {
        const leads = past.leads.slice(from, from + LEADS_AT_ONCE);
        await this.#leads(sql, leads, past.now);
        await this.#handshakes(
          sql,
          leads.flatMap(({ handshakes }) => handshakes),
          channel,
        );
        told(from + leads.length);
      }
    });
  }

  /** Notes that a message of the past stands in Slack. */
  async posted(key: string, ts: string, deliveryId: string): Promise<void> {
    await this.database.pool.query(POSTED, [this.workspace, key, ts, deliveryId]);
  }

  async #agreements(sql: Sql, { charters, drafts, leaves }: WholePast): Promise<void> {
    const spans = charters.map(({ charter: content, ...version }, place) => ({
      ...version,
      content,
      until: charters[place + 1]?.since ?? null,
    }));
    await sql.query(CHARTERS, [this.workspace, json(spans)]);
    const drawn = drafts.map(({ draft: { version, status, seq }, draft: state }) => ({
      version,
      status,
      seq,
      state,
    }));
    const events = drafts.flatMap(({ draft: { version }, events }) =>
      events.map((data, place) => ({ version, seq: place + 1, data })),
    );
    await sql.query(DRAFTS, [this.workspace, json(drawn), json(events)]);
    await sql.query(LEAVES, [this.workspace, json(leaves)]);
  }

  async #leads(sql: Sql, leads: readonly LeadOfThePast[], now: Date): Promise<void> {
    await sql.query(LEADS, [
      this.workspace,
      json(leads.map(({ key, observed: _, signals: __, handshakes: ___, ...lead }) => ({ ...key, ...lead }))),
      json(leads.flatMap(({ key, observed }) => observed.map((each) => ({ ...key, ...each })))),
      json(
        leads.flatMap(({ key, signals }) =>
          signals.map((signal) => ({ ...signal, leadSource: key.source, leadId: key.id })),
        ),
      ),
      now,
    ]);
  }

  async #handshakes(sql: Sql, handshakes: readonly PastHandshake[], channel: string): Promise<void> {
    const rows = handshakes.map(({ handshake, offered, email, account, nextLookAt }) => ({
      id: handshake.id,
      source: handshake.lead.source,
      leadId: handshake.lead.id,
      cycle: handshake.cycle,
      email,
      account,
      ...columnsOf(handshake),
      charterVersion: handshake.charterVersion,
      offeredAt: handshake.offeredAt,
      state: handshake,
      offered: toKeep(offered),
      nextLookAt,
    }));
    const events = handshakes.flatMap((each) =>
      [first(each), ...each.events].map((data, place) => ({
        handshake: each.handshake.id,
        version: place + 1,
        charterVersion: each.handshake.charterVersion,
        data,
      })),
    );
    await sql.query(HANDSHAKES, [this.workspace, json(rows), json(events)]);
    const rejections = handshakes.flatMap(({ handshake, rejections, events }) =>
      rejections.map((rejection) => {
        const answeredAt = storyOfRejection(rejection.id, events)?.said[0]?.at ?? null;
        return { ...rejection, handshake: handshake.id, answeredAt };
      }),
    );
    const cited = rejections.flatMap(({ id, verdicts, contradicted }) =>
      verdicts.map((verdict) => ({
        ...verdict,
        rejection: id,
        contradicted: contradicted.includes(verdict.criterion),
      })),
    );
    await sql.query(REJECTIONS, [this.workspace, json(rejections), json(cited)]);
    await sql.query(REPLIES, [this.workspace, json(handshakes.flatMap(({ replies }) => replies))]);
    const announcements = handshakes.flatMap((each) => each.announcements);
    await sql.query(MESSAGES, [this.workspace, json(announcements), channel]);
  }
}
