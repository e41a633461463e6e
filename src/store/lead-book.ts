// The book of leads, to be read: lists of handshakes by how they stand, people found by a word, and one lead's whole story.

import type { Period } from '../funnel/past.js';
import type { Sampled } from '../funnel/scope.js';
import type { Assessment, KeptAssessment } from '../handshake/assessment.js';
import { restored } from '../handshake/assessment.js';
import {
  type Handshake,
  type HandshakeEvent,
  handshakeFrom,
  type Instant,
  type KeptHandshake,
} from '../handshake/handshake.js';
import type { Facts, FactValue, LeadKey, Signal } from '../handshake/lead.js';
import type { LeadTrait, Stands } from '../handshake/standings.js';
import type { Charters } from './charters.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/** Which handshakes to list; what is left out does not matter. */
export interface LeadFilter {
  stands: Stands;
  trait?: LeadTrait;
  /** Offered from the first instant on, before the second. */
  from?: Date;
  to?: Date;
  source?: string;
  campaign?: string;
  segment?: string;
  /** The rep it is with or was ended by. */
  rep?: string;
  /** A criterion that a rejection of it cited. */
  criterion?: string;
}

/** One line of a list. `facts` are the lead's as they stand now, `note` the rep's words of its rejection. */
export interface ListedLead {
  handshake: Handshake;
  offered: Assessment;
  facts: Facts;
  note: string | null;
}

/** A lead as it is known now. */
export interface FoundLead {
  key: LeadKey;
  facts: Facts;
  score: number;
  mql: boolean;
  arrivedAt: Date;
}

/** A fact or several, with when they happened and when they were received. */
export interface ToldFacts {
  values: Record<string, FactValue>;
  occurredAt: Date;
  receivedAt: Date;
}

/** One offer of the lead, and everything that happened to it. The first event is the offer itself. */
export interface ToldHandshake {
  handshake: Handshake;
  offered: Assessment;
  events: (HandshakeEvent | { type: 'offered'; at: Instant; by: null })[];
  /** The rep's words by the rejection they are of, and what was said of it by `<rejection>:<kind>`; none once they were erased. */
  notes: Record<string, string>;
}

/** Everything that is kept about one lead, the oldest first. */
export interface LeadStory extends FoundLead {
  told: ToldFacts[];
  signals: (Signal & { receivedAt: Date })[];
  handshakes: ToldHandshake[];
}

const wheres: Readonly<Record<Stands, string>> = {
  open: 'h.open',
  unanswered: "h.open AND h.status = 'offered'",
  overdue: "h.open AND h.status = 'offered' AND (h.state->>'dueAt')::timestamptz < $2",
  accepted: "h.open AND h.status = 'accepted'",
  rejected: "h.status IN ('rejected', 'handed_back')",
  sql: "h.status = 'qualified'",
  all: 'true',
};

const REJECTION = "r.workspace = $1 AND r.id = h.state->>'rejection'";

const traits: Readonly<Record<LeadTrait, string>> = {
  'answered late': `h.status <> 'offered' AND (h.state->>'dueAt')::timestamptz <
    coalesce(h.state->'accepted'->>'at', h.state->>'at')::timestamptz`,
  untouched: "h.status = 'accepted' AND h.state->>'touchedAt' IS NULL",
  hollow: `h.status = 'accepted' AND h.state->>'touchedAt' IS NULL AND EXISTS (SELECT 1 FROM handshake_event e
    WHERE e.handshake_id = h.id AND e.type = 'left_untouched')`,
  contradicted: `EXISTS (SELECT 1 FROM rejection r JOIN rejection_criterion c ON c.rejection_id = r.id
    WHERE ${REJECTION} AND c.contradicted AND ($9::text IS NULL OR c.criterion = $9))`,
  'without reply': `h.status IN ('rejected', 'handed_back') AND h.state->>'reply' IS NULL
    AND h.state->>'acknowledged' IS NULL`,
  disputed: "h.state->'reply'->>'kind' = 'disputed'",
  'said other': `EXISTS (SELECT 1 FROM rejection r WHERE ${REJECTION} AND r.other)`,
  'second cycle': 'h.cycle > 1',
};

/** Ids of handshakes are in the order of their offers, so a page goes on where the last one ended. */
const listOf = ({ stands, trait }: LeadFilter): Statement => ({
  name: `lead_book_list_${stands}_${trait ?? ''}`,
  text: `SELECT h.state, h.offered, l.facts,
      (SELECT r.note FROM rejection r WHERE r.workspace = $1 AND r.id = h.state->>'rejection') AS note
    FROM handshake h
    JOIN lead l ON l.id = h.lead_id AND l.source = h.source AND l.workspace = h.workspace
    WHERE h.workspace = $1 AND ${wheres[stands]} AND ${trait === undefined ? 'true' : traits[trait]} AND $2::timestamptz IS NOT NULL
      AND ($3::timestamptz IS NULL OR h.offered_at >= $3) AND ($4::timestamptz IS NULL OR h.offered_at < $4)
      AND ($5::text IS NULL OR h.source = $5)
      AND ($6::text IS NULL OR h.state->'about'->>'campaign' = $6)
      AND ($7::text IS NULL OR h.state->'about'->>'segment' = $7)
      AND ($8::text IS NULL OR h.holder = $8)
      AND ($9::text IS NULL OR EXISTS (SELECT 1 FROM rejection r JOIN rejection_criterion c ON c.rejection_id = r.id
        WHERE ${REJECTION} AND c.criterion = $9))
      AND ($10::text IS NULL OR h.id < $10)
    ORDER BY h.id DESC LIMIT $11`,
});

/** What the data said of a criterion that was cited though it was met; only values that are numbers. */
const CITED: Statement = {
  name: 'lead_book_cited',
  text: `SELECT c.value::float8 AS value FROM rejection r JOIN rejection_criterion c ON c.rejection_id = r.id
    WHERE r.workspace = $1 AND c.criterion = $2 AND c.contradicted AND r.at >= $3 AND r.at < $4
      AND c.value ~ '^-?[0-9]{1,12}([.][0-9]+)?$'
    ORDER BY r.at DESC LIMIT $5`,
};

const SAMPLE: Statement = {
  name: 'lead_book_sample',
  text: `SELECT offered->'points' AS points, status <> 'rejected' AS accepted FROM handshake
    WHERE workspace = $1 AND charter_version = $2 AND status <> 'offered' AND offered_at >= $3 AND offered_at < $4
    ORDER BY id DESC LIMIT $5`,
};

const FIND: Statement = {
  name: 'lead_book_find',
  text: `SELECT source, id, facts, score, mql, arrived_at AS "arrivedAt" FROM lead
    WHERE workspace = $1 AND arrived_at IS NOT NULL AND (id = $2 OR lower(concat_ws(' ',
      facts->'firstName'->>'value', facts->'lastName'->>'value', facts->'email'->>'value',
      facts->'company.name'->>'value')) LIKE $3)
    ORDER BY id = $2 DESC, mql DESC, assessed_at DESC NULLS LAST, id LIMIT $4`,
};

const LEAD: Statement = {
  name: 'lead_book_lead',
  text: `SELECT source, id, facts, score, mql, arrived_at AS "arrivedAt" FROM lead
    WHERE workspace = $1 AND source = $2 AND id = $3 AND arrived_at IS NOT NULL`,
};

const FACTS: Statement = {
  name: 'lead_book_facts',
  text: `SELECT facts AS values, occurred_at AS "occurredAt", received_at AS "receivedAt" FROM lead_facts
    WHERE workspace = $1 AND source = $2 AND lead_id = $3 ORDER BY received_at, seq`,
};

const SIGNALS: Statement = {
  name: 'lead_book_signals',
  text: `SELECT source, id, type, value, occurred_at AS "occurredAt", received_at AS "receivedAt" FROM signal
    WHERE workspace = $1 AND lead_source = $2 AND lead_id = $3 ORDER BY occurred_at, id`,
};

const HANDSHAKES: Statement = {
  name: 'lead_book_handshakes',
  text: `SELECT h.state, h.offered,
      (SELECT json_agg(e.data ORDER BY e.version) FROM handshake_event e WHERE e.handshake_id = h.id) AS events,
      (SELECT json_object_agg(coalesce(w.rejection_id || ':' || w.kind, r.id), coalesce(w.words, r.note))
        FROM handshake_event e
        LEFT JOIN rejection r ON r.workspace = $1 AND r.id = e.data->>'rejection' AND r.note <> ''
          AND e.type IN ('rejected', 'handed_back')
        LEFT JOIN rejection_reply w ON w.workspace = $1 AND w.rejection_id = e.data->>'rejection' AND w.kind = e.type
        WHERE e.handshake_id = h.id AND (r.id IS NOT NULL OR w.kind IS NOT NULL)) AS notes
    FROM handshake h WHERE h.workspace = $1 AND h.source = $2 AND h.lead_id = $3 ORDER BY h.cycle`,
};

interface LeadRow extends LeadKey {
  [column: string]: unknown;
  facts: Facts;
  score: number;
  mql: boolean;
  arrivedAt: Date;
}

interface ListRow {
  [column: string]: unknown;
  state: KeptHandshake;
  offered: KeptAssessment;
  facts: Facts;
  note: string | null;
}

interface HandshakeRow {
  [column: string]: unknown;
  state: KeptHandshake;
  offered: KeptAssessment;
  events: ToldHandshake['events'];
  notes: Record<string, string> | null;
}

const foundOf = ({ source, id, facts, score, mql, arrivedAt }: LeadRow): FoundLead => ({
  key: { source, id },
  facts,
  score,
  mql,
  arrivedAt,
});

/** What LIKE would read as a pattern, as itself. */
const literally = (words: string): string => words.replace(/[\\%_]/g, (sign) => `\\${sign}`);

export class LeadBook {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly charters: Charters,
  ) {}

  /** Handshakes, the newest first; `after` is the id of the last one of the page before, or null. */
  async list(
    filter: LeadFilter,
    { now, after, most }: { now: Date; after: string | null; most: number },
  ): Promise<ListedLead[]> {
    const { from, to, source, campaign, segment, rep, criterion } = filter;
    const rows = await rowsOf<ListRow>(this.database.bulk, listOf(filter), [
      this.workspace,
      now,
      from ?? null,
      to ?? null,
      source ?? null,
      campaign ?? null,
      segment ?? null,
      rep ?? null,
      criterion ?? null,
      after,
      most,
    ]);
    return Promise.all(
      rows.map(async ({ state, offered, facts, note }) => ({
        handshake: handshakeFrom(state),
        offered: await this.#offered(state, offered),
        facts,
        note,
      })),
    );
  }

  /** The latest values that a criterion had when it was cited against the data, of those that are numbers. */
  async citedValues(criterion: string, { from, to }: Period, most: number): Promise<number[]> {
    const values = [this.workspace, criterion, from, to, most];
    const rows = await rowsOf<{ value: number }>(this.database.bulk, CITED, values);
    return rows.map(({ value }) => value);
  }

  /** The latest answered leads of one charter version, with the points of each rule, in no order that matters. */
  async sample(version: number, { from, to }: Period, most: number): Promise<Sampled[]> {
    const { charter } = await this.charters.version(version);
    const rows = await rowsOf<{ points: KeptAssessment['points']; accepted: boolean }>(
      this.database.bulk,
      SAMPLE,
      [this.workspace, version, from, to, most],
    );
    return rows.map(({ points, accepted }) => ({
      points: Object.fromEntries(charter.scoring.map(({ id }, place) => [id, points[place]?.[0] ?? 0])),
      accepted,
    }));
  }

  /** Leads whose id is these words, or whose name, e-mail address or company holds them, whatever the case. */
  async find(words: string, most: number): Promise<FoundLead[]> {
    const pattern = `%${literally(words.toLowerCase())}%`;
    const rows = await rowsOf<LeadRow>(this.database.bulk, FIND, [this.workspace, words, pattern, most]);
    return rows.map(foundOf);
  }

  /** The whole story of a lead, or null when there is none of that key. */
  async story(key: LeadKey): Promise<LeadStory | null> {
    const { bulk } = this.database;
    const values = [this.workspace, key.source, key.id];
    const [lead] = await rowsOf<LeadRow>(bulk, LEAD, values);
    if (lead === undefined) return null;
    const told = await rowsOf<ToldFacts & Record<string, unknown>>(bulk, FACTS, values);
    const signals = await rowsOf<LeadStory['signals'][number] & Record<string, unknown>>(
      bulk,
      SIGNALS,
      values,
    );
    const rows = await rowsOf<HandshakeRow>(bulk, HANDSHAKES, values);
    const handshakes = await Promise.all(rows.map((row) => this.#told(row)));
    return { ...foundOf(lead), told, signals, handshakes };
  }

  async #offered({ charterVersion }: KeptHandshake, kept: KeptAssessment): Promise<Assessment> {
    const { charter } = await this.charters.version(charterVersion);
    return restored(charter, kept);
  }

  async #told({ state, offered, events, notes }: HandshakeRow): Promise<ToldHandshake> {
    return {
      handshake: handshakeFrom(state),
      offered: await this.#offered(state, offered),
      events,
      notes: notes ?? {},
    };
  }
}
