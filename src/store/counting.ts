// One step of counting, in one transaction: what was kept since the last one, and what that changes in a book.

import type { CharterVersion } from '../charter/charter.js';
import type { Row } from '../funnel/pile.js';
import type { Waiting } from '../funnel/waiting.js';
import type { KeptAssessment } from '../handshake/assessment.js';
import type { About, HandshakeEvent, Instant, PersonId } from '../handshake/handshake.js';
import type { FactValue, LeadKey } from '../handshake/lead.js';
import { packed } from './cell-rows.js';
import type { CharterSpan, Charters } from './charters.js';
import { rowsOf, type Sql, type Statement } from './sql.js';

/** A place in the order of transaction and row, each as text: both outgrow the numbers of JavaScript. */
export interface Place {
  xid: string;
  seq: string;
}

/** Up to where a book has counted. */
export interface Mark {
  events: Place;
  facts: Place;
  mqls: Place;
}

/** An event, and whether it was counted before. */
interface KeptEvent {
  version: number;
  counted: boolean;
  data: HandshakeEvent | { type: 'offered'; at: Instant; suggested?: PersonId | null; about?: About };
}

/** A handshake of which something happened: as it was offered, and all that happened to it so far. */
export interface Moved {
  id: string;
  lead: LeadKey;
  cycle: number;
  charterVersion: number;
  offeredAt: Instant;
  offered: KeptAssessment;
  /** As the row has it: events from before they said so do not. */
  about: About | null;
  /** Whether its lead was an MQL before this was offered. */
  wasMql: boolean;
  events: KeptEvent[];
}

/** A lead that arrived, with the facts that came along. */
export interface Arrived {
  source: string;
  facts: { values: Record<string, FactValue>; occurredAt: string; receivedAt: string }[];
}

/** A lead that became an MQL and was not offered. */
export interface Unoffered {
  source: string;
  campaign: string | null;
  segment: string | null;
  charter: number;
  at: Date;
}

/** What happened between two marks. */
export interface News {
  moved: Moved[];
  arrived: Arrived[];
  unoffered: Unoffered[];
  /** Up to where that is. */
  upto: Mark;
  /** How many rows of events, facts and MQLs that were. */
  rows: number;
}

/** What a step changes. */
export interface Changes {
  rows: readonly Row[];
  /** How each handshake waits now; null where it does not. */
  waiting: readonly { id: string; waiting: Waiting | null }[];
  upto: Mark;
}

/**
 * Below it no transaction can commit anything here any more. A snapshot tells of all transactions of the server; those
 * that run in another database of it cannot write to this one, and their length must not hold up what is counted.
 */
const HORIZON: Statement = {
  name: 'counting_horizon',
  text: `WITH elsewhere AS (
      SELECT backend_xid FROM pg_stat_activity
      WHERE backend_xid IS NOT NULL AND datname IS DISTINCT FROM current_database())
    SELECT coalesce(min(running), pg_snapshot_xmax(pg_current_snapshot()))::text AS xid
    FROM pg_snapshot_xip(pg_current_snapshot()) AS running
    WHERE NOT EXISTS (SELECT 1 FROM elsewhere WHERE backend_xid = running::xid)`,
};

/**
 * What lies beyond a place, in order, and below the horizon. The index is asked for one end and the other; the rows of
 * other workspaces among them are passed over.
 */
const windowOn = (table: string, name: string, columns: string): Statement => ({
  name: `counting_${name}`,
  text: `SELECT ${columns}, xid::text, seq::text FROM ${table}
    WHERE workspace = $1 AND (xid, seq) > ($2::xid8, $3::bigint) AND xid < $7::xid8
      AND (xid, seq) <= ($4::xid8, $5::bigint) ORDER BY ${table}.xid, ${table}.seq LIMIT $6`,
});

const EVENTS = windowOn('handshake_event', 'events', 'handshake_id AS id');
const FACTS = windowOn('lead_facts', 'facts', 'source, lead_id AS id');
const MQLS = windowOn('unoffered_mql', 'mqls', 'source, campaign, segment, charter_version AS charter, at');

/** OFFSET 0 keeps each lookup a lookup, whatever PostgreSQL believes of tables that it has not counted. */
const MOVED: Statement = {
  name: 'counting_moved',
  text: `SELECT h.id, json_build_object('source', h.source, 'id', h.lead_id) AS lead, h.cycle,
      h.charter_version AS "charterVersion", h.offered_at AS "offeredAt", h.offered, h.state->'about' AS about,
      EXISTS (SELECT 1 FROM unoffered_mql m
        WHERE m.lead_id = h.lead_id AND m.source = h.source AND m.workspace = $1) AS "wasMql", e.events
    FROM unnest($2::text[]) AS asked(id)
      CROSS JOIN LATERAL (SELECT * FROM handshake WHERE id = asked.id AND workspace = $1 OFFSET 0) h
      CROSS JOIN LATERAL (
        SELECT json_agg(json_build_object('version', version, 'data', data,
          'counted', (xid, seq) <= ($3::xid8, $4::bigint)) ORDER BY version) AS events
        FROM (SELECT * FROM handshake_event WHERE handshake_id = asked.id OFFSET 0) all_of_it
        WHERE (xid, seq) <= ($5::xid8, $6::bigint)) e`,
};

/**
 * A lead arrives with the first row of facts about it, in the order in which it is counted; here those of which no row was
 * counted before, with all that the same transaction kept, what was received first first.
 */
const ARRIVED: Statement = {
  name: 'counting_arrived',
  text: `SELECT a.source, f.facts FROM unnest($2::text[], $3::text[]) AS a(source, id)
      CROSS JOIN LATERAL (
        SELECT bool_and((xid, seq) > ($4::xid8, $5::bigint)) AS fresh,
          json_agg(json_build_object('values', facts, 'occurredAt', occurred_at, 'receivedAt', received_at)
            ORDER BY received_at, seq) FILTER (WHERE xid = first_xid) AS facts
        FROM (SELECT *, first_value(xid) OVER (ORDER BY xid, seq) AS first_xid
          FROM lead_facts WHERE workspace = $1 AND source = a.source AND lead_id = a.id OFFSET 0) of_it) f
    WHERE f.fresh`,
};

const KEEP: Statement = {
  name: 'counting_keep',
  text: `WITH added AS (
      INSERT INTO cell_delta (book, day, charter, source, campaign, segment, rep, figures)
      SELECT $1, d.day, d.charter, d.source, d.campaign, d.segment, d.rep, d.figures
      FROM jsonb_to_recordset($2::jsonb) AS d(day date, charter int, source text, campaign text, segment text, rep text,
        figures jsonb)
    ), gone AS (
      DELETE FROM cell_waiting USING unnest($3::text[]) AS g(id) WHERE book = $1 AND handshake_id = g.id
    ), waits AS (
      INSERT INTO cell_waiting (book, handshake_id, day, charter, source, campaign, segment, rep, since, due_at)
      SELECT $1, w.id, w.day, w.charter, w.source, w.campaign, w.segment, w.rep, w.since, w."dueAt"
      FROM jsonb_to_recordset($4::jsonb) AS w(id text, day date, charter int, source text, campaign text, segment text,
        rep text, since timestamptz, "dueAt" timestamptz)
      ON CONFLICT (book, handshake_id) DO UPDATE SET rep = excluded.rep, since = excluded.since, due_at = excluded.due_at)
    UPDATE cell_book SET event_xid = $5::xid8, event_seq = $6, facts_xid = $7::xid8, facts_seq = $8, mql_xid = $9::xid8,
      mql_seq = $10 WHERE id = $1`,
};

/** No transaction and no row comes after it. */
const END: Place = { xid: '18446744073709551615', seq: '9223372036854775807' };

export const atEnd: Mark = { events: END, facts: END, mqls: END };

const json = (value: unknown): string => JSON.stringify(value);

/** A step on one book, which nobody else goes on with until its transaction ends. */
export class CountingStep {
  constructor(
    private readonly sql: Sql,
    private readonly of: { workspace: string; book: string; mark: Mark; charters: Charters },
  ) {}

  /** One version of the charter. */
  charter(version: number): Promise<CharterVersion> {
    return this.of.charters.version(version, this.sql);
  }

  /** When each version was in force. */
  spans(): Promise<CharterSpan[]> {
    return this.of.charters.spans(this.sql);
  }

  /** What happened since, at most so many rows of each kind and none beyond `limit`. */
  async news(most: number, limit: Mark = atEnd): Promise<News> {
    const { mark } = this.of;
    const [horizon] = await rowsOf<{ xid: string }>(this.sql, HORIZON, []);
    const within = { most, below: horizon?.xid ?? '0' };
    const events = await this.#window<{ id: string }>(EVENTS, mark.events, limit.events, within);
    const facts = await this.#window<LeadKey>(FACTS, mark.facts, limit.facts, within);
    const mqls = await this.#window<Unoffered>(MQLS, mark.mqls, limit.mqls, within);
    const upto = { events: events.upto, facts: facts.upto, mqls: mqls.upto };
    return {
      moved: await this.#moved([...new Set(events.rows.map(({ id }) => id))], upto.events),
      arrived: await this.#arrived(facts.rows),
      unoffered: mqls.rows,
      upto,
      rows: events.rows.length + facts.rows.length + mqls.rows.length,
    };
  }

  async #window<T>(
    statement: Statement,
    after: Place,
    limit: Place,
    { most, below }: { most: number; below: string },
  ): Promise<{ rows: T[]; upto: Place }> {
    const values = [this.of.workspace, after.xid, after.seq, limit.xid, limit.seq, most, below];
    const rows = await rowsOf<T & Place & Record<string, unknown>>(this.sql, statement, values);
    const last = rows.at(-1);
    return { rows, upto: last === undefined ? after : { xid: last.xid, seq: last.seq } };
  }

  async #moved(ids: readonly string[], upto: Place): Promise<Moved[]> {
    if (ids.length === 0) return [];
    const { workspace, mark } = this.of;
    const values = [workspace, ids, mark.events.xid, mark.events.seq, upto.xid, upto.seq];
    const rows = await rowsOf<Omit<Moved, 'offeredAt'> & { offeredAt: Date }>(this.sql, MOVED, values);
    return rows.map((row) => ({ ...row, offeredAt: row.offeredAt.toISOString() }));
  }

  async #arrived(leads: readonly LeadKey[]): Promise<Arrived[]> {
    if (leads.length === 0) return [];
    const each = [...new Map(leads.map((lead) => [json([lead.source, lead.id]), lead])).values()];
    const { workspace, mark } = this.of;
    const [sources, ids] = [each.map(({ source }) => source), each.map(({ id }) => id)];
    const values = [workspace, sources, ids, mark.facts.xid, mark.facts.seq];
    return rowsOf<Arrived & Record<string, unknown>>(this.sql, ARRIVED, values);
  }

  /** Keeps what that changes. */
  async keep({ rows, waiting, upto }: Changes): Promise<void> {
    await rowsOf(this.sql, KEEP, [
      this.of.book,
      json(rows.map(({ figures, ...row }) => ({ ...row, figures: packed(figures) }))),
      waiting.flatMap(({ id, waiting: waits }) => (waits === null ? [id] : [])),
      json(waiting.flatMap(({ id, waiting: waits }) => (waits === null ? [] : [{ id, ...waits }]))),
      upto.events.xid,
      upto.events.seq,
      upto.facts.xid,
      upto.facts.seq,
      upto.mqls.xid,
      upto.mqls.seq,
    ]);
  }
}
