// Taking in, step by step, in one transaction: remember the deliveries and lock the leads, read what stands, keep what follows.
import { createHash } from 'node:crypto';
import type { Charter, CharterVersion } from '../charter/charter.js';
import type { Announcement } from '../handshake/announcement.js';
import { type Assessment, type KeptAssessment, restored, toKeep } from '../handshake/assessment.js';
import {
  type About,
  type Handshake,
  handshakeFrom,
  type KeptHandshake,
  type Offered,
} from '../handshake/handshake.js';
import type { Facts, FactValue, LeadKey, Signal } from '../handshake/lead.js';
import type { Charters } from './charters.js';
import {
  type Asked,
  type Floors,
  type Placed,
  placedJson,
  placedParts,
  type StandingFloor,
  staffVersion,
} from './floors.js';
import type { Handshakes } from './handshakes.js';
import { columnsOf, type Outcome } from './outcomes.js';
import { inTurn, Overtaken, rowsOf, type Sql, type Statement } from './sql.js';

/** A webhook delivery: the sender's id for it, and the SHA-256 of its body. */
export interface Delivery {
  id: string;
  digest: string;
}

/** The body that a delivery's id was first used for, and whether that is this very delivery. */
export interface KnownDelivery {
  digest: string;
  fresh: boolean;
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

/** A lead as it stood before anything new was judged; one that has not arrived has no facts yet. */
export interface StandingLead {
  key: LeadKey;
  facts: Facts;
  arrived: boolean;
  mql: boolean;
  score: number;
}

/** What stands when leads are judged: under which charter, and everything that is known of them. */
export interface Ground {
  inForce: CharterVersion;
  leads: StandingLead[];
  /** The signals of each lead, by its identity. */
  signals: Map<string, Signal[]>;
  /** The handshakes of the leads and of their e-mail addresses. */
  handshakes: LastHandshake[];
  /** Which version of who sells stands: see Floors. */
  staffVersion: string;
  /** The identities of the signals asked about that are kept already, for whatever lead. */
  known: Set<string>;
}

/** The newest handshake of a lead or an e-mail address. */
export interface LastHandshake {
  handshake: Handshake;
  /** The charter it was offered under. */
  charter: Charter;
  offered: Assessment;
  email: string | null;
}

/** A lead as it stands after it was judged; `known` when it stood before. */
export interface JudgedLead {
  key: LeadKey;
  known: boolean;
  facts: Facts;
  email: string | null;
  score: number;
  mql: boolean;
}

/** A handshake to open, with the card that is owed. */
export interface NewHandshake {
  handshake: Offered;
  charter: Charter;
  offered: Assessment;
  email: string | null;
  /** Its company: see accountOf. */
  account: string | null;
  announcement: Announcement;
}

/** A lead that became an MQL without being offered, and what it is counted under. */
export interface UnofferedMql {
  key: LeadKey;
  about: About;
}

/** Everything that one taking-in keeps. */
export interface Judged {
  signals: SignalOfLead[];
  observations: Observation[];
  leads: JudgedLead[];
  opened: NewHandshake[];
  unoffered: UnofferedMql[];
  outcomes: Outcome[];
  redraw: Announcement[];
  /** What choosing whom to offer to has left behind; null where there was nothing to choose. */
  placed: { placed: Placed; day: string } | null;
}

/**
 * Remembers the deliveries, and locks the leads until the transaction ends: nobody else judges them meanwhile. A lead that
 * is kept is locked by its row. One that is not has none: whoever brings it is stopped by its key when another was
 * faster, and a signal that comes before its lead keeps all who might bring that lead away, by a bucket of theirs. Locks are
 * taken in one order everywhere, so that no two wait for each other.
 */
const RECEIVE: Statement = {
  name: 'take_in_receive',
  text: `WITH fresh AS (
      INSERT INTO delivery (workspace, id, digest, received_at)
      SELECT $1, d.id, d.digest, now() FROM unnest($2::text[], $3::text[]) AS d(id, digest)
      ON CONFLICT DO NOTHING RETURNING id, digest
    ), asked AS MATERIALIZED (
      SELECT * FROM unnest($4::text[], $5::text[], $6::bigint[], $7::boolean[]) AS a(source, id, bucket, brought)
    ), standing AS MATERIALIZED (
      SELECT a.source, a.id FROM asked a CROSS JOIN LATERAL (
        SELECT FROM lead WHERE workspace = $1 AND source = a.source AND id = a.id OFFSET 0 FOR UPDATE) l
    ), locked AS MATERIALIZED (
      SELECT CASE WHEN brought THEN pg_advisory_xact_lock_shared(bucket) ELSE pg_advisory_xact_lock(bucket) END
      FROM (SELECT bucket, bool_and(brought) AS brought FROM asked
        WHERE (source, id) NOT IN (SELECT source, id FROM standing) GROUP BY bucket ORDER BY bucket) b)
    SELECT id, digest, true AS fresh FROM fresh
    UNION ALL SELECT d.id, d.digest, false FROM unnest($2::text[]) AS k(id) CROSS JOIN LATERAL (
      SELECT id, digest FROM delivery WHERE workspace = $1 AND id = k.id OFFSET 0) d
    UNION ALL SELECT NULL, (SELECT count(*) FROM standing)::text, false FROM (SELECT count(*) FROM locked) l`,
};

/**
 * Everything that judging looks at, in one round trip; a statement of its own, so that it sees what was committed while
 * the locks were waited for. OFFSET 0 keeps each lookup a lookup by the columns named before it: in a table that was empty
 * when the statement was planned, PostgreSQL takes any index that knows one of the columns, or joins the whole table.
 */
const READ: Statement = {
  name: 'take_in_read',
  text: `WITH asked AS MATERIALIZED (SELECT * FROM unnest($2::text[], $3::text[]) AS a(source, id)),
    standing AS MATERIALIZED (SELECT l.* FROM asked a CROSS JOIN LATERAL (
      SELECT source, id, facts, email, mql, score FROM lead
      WHERE workspace = $1 AND source = a.source AND id = a.id OFFSET 0) l)
    SELECT 'charter' AS kind, json_build_object('version', max(version), 'staff', ${staffVersion}) AS row
    FROM charter WHERE workspace = $1 AND in_force_until IS NULL
    UNION ALL SELECT 'lead', json_build_object('source', source, 'id', id, 'facts', facts, 'mql', mql, 'score', score)
    FROM standing
    UNION ALL SELECT 'signal', json_build_object('lead', json_build_object('source', a.source, 'id', a.id),
      'source', s.source, 'id', s.id, 'type', s.type, 'occurredAt', s.occurred_at, 'value', s.value)
    FROM asked a CROSS JOIN LATERAL (
      SELECT * FROM signal WHERE lead_source = a.source AND lead_id = a.id OFFSET 0) s
    WHERE s.workspace = $1
    UNION ALL SELECT 'known', json_build_object('source', k.source, 'id', k.id)
    FROM unnest($5::text[], $6::text[]) AS w(source, id) CROSS JOIN LATERAL (
      SELECT workspace, source, id FROM signal WHERE source = w.source AND id = w.id OFFSET 0) k
    WHERE k.workspace = $1
    UNION ALL SELECT 'handshake', json_build_object('handshake', h.state, 'offered', h.offered, 'email', h.email)
    FROM asked a CROSS JOIN LATERAL (
      SELECT * FROM handshake WHERE source = a.source AND lead_id = a.id OFFSET 0) h
    WHERE h.workspace = $1
    UNION ALL SELECT 'handshake', json_build_object('handshake', h.state, 'offered', h.offered, 'email', h.email)
    FROM (SELECT unnest($4::text[]) AS email UNION SELECT email FROM standing WHERE email IS NOT NULL) e
    CROSS JOIN LATERAL (SELECT * FROM handshake WHERE email = e.email OFFSET 0) h
    WHERE h.workspace = $1`,
};

type Row =
  | { kind: 'charter'; row: { version: number | null; staff: string | null } }
  | { kind: 'lead'; row: LeadKey & Omit<StandingLead, 'key' | 'arrived'> }
  | { kind: 'signal'; row: Omit<Signal, 'occurredAt'> & { lead: LeadKey; occurredAt: string } }
  | { kind: 'known'; row: LeadKey }
  | {
      kind: 'handshake';
      row: { handshake: KeptHandshake; offered: KeptAssessment; email: string | null };
    };

/** Leads that stand are locked, so that the place of their rows stays theirs. OFFSET 0 as above. */
const KEEP: Statement = {
  name: 'take_in_keep',
  text: `WITH observed AS (
      INSERT INTO lead_facts (workspace, source, lead_id, facts, occurred_at, received_at, digest)
      SELECT $1, o.source, o.id, o.facts, o."occurredAt", $6, o.digest
      FROM jsonb_to_recordset($2::jsonb) AS o(source text, id text, facts jsonb, "occurredAt" timestamptz, digest text)
      ON CONFLICT DO NOTHING RETURNING source, lead_id, digest
    ), brought AS (
      INSERT INTO lead (workspace, source, id, facts, email, score, mql, assessed_at, arrived_at)
      SELECT $1, j.source, j.id, j.facts, j.email, j.score, j.mql, $6, $6
      FROM jsonb_to_recordset($3::jsonb) AS j(source text, id text, facts jsonb, email text, score float8, mql boolean)
    ), judged AS (
      UPDATE lead l SET facts = j.facts, email = j.email, score = j.score, mql = j.mql, assessed_at = $6
      FROM jsonb_to_recordset($11::jsonb) AS j(source text, id text, facts jsonb, email text, score float8, mql boolean)
        CROSS JOIN LATERAL (
          SELECT ctid AS place FROM lead WHERE workspace = $1 AND source = j.source AND id = j.id OFFSET 0) s
      WHERE l.ctid = s.place
    ), noted AS (
      INSERT INTO signal (workspace, source, id, lead_source, lead_id, type, occurred_at, received_at, value, facts)
      SELECT $1, s.source, s.id, s."leadSource", s."leadId", s.type, s."occurredAt", $6, s.value, s.facts
      FROM jsonb_to_recordset($9::jsonb) AS s(source text, id text, "leadSource" text, "leadId" text, type text,
        "occurredAt" timestamptz, value float8, facts jsonb)
    ), opened AS (
      INSERT INTO handshake (workspace, id, source, lead_id, cycle, email, account, status, open, version, charter_version,
        offered_at, holder, state, offered)
      SELECT $1, h.id, h.source, h."leadId", h.cycle, h.email, h.account, 'offered', true, 1, h."charterVersion",
        $6, h.holder, h.state, h.offered
      FROM jsonb_to_recordset($4::jsonb) AS h(id text, source text, "leadId" text, cycle int, email text,
        account text, "charterVersion" int, holder text, state jsonb, offered jsonb)
      RETURNING id, charter_version, state
    ), happened AS (
      INSERT INTO handshake_event (workspace, handshake_id, version, type, at, charter_version, data)
      SELECT $1, id, 1, 'offered', $6, charter_version, jsonb_build_object('type', 'offered', 'at', $8::text, 'by', NULL,
        'suggested', state->'suggested', 'why', state->'why', 'about', state->'about') FROM opened
    ), said AS (
      INSERT INTO message AS m (workspace, key, kind, handshake_id, thread, channel, next_try_at)
      SELECT $1, a.key, a.kind, a.handshake, a.thread, $7, now()
      FROM jsonb_to_recordset($5::jsonb) AS a(key text, kind text, handshake text, thread text)
      ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL), ${placedParts('$10')}
    SELECT source, lead_id AS id, digest FROM observed`,
};

/** Seldom, so apart from what every taking-in pays for. A lead becomes an MQL first once, however often later. */
const UNOFFERED: Statement = {
  name: 'take_in_unoffered',
  text: `INSERT INTO unoffered_mql (workspace, source, lead_id, charter_version, campaign, segment, at)
    SELECT $1, u.source, u.id, $3, u.campaign, u.segment, $4
    FROM jsonb_to_recordset($2::jsonb) AS u(source text, id text, campaign text, segment text)
    ON CONFLICT (lead_id, source, workspace) DO NOTHING`,
};
const NOTHING_PLACED = '{"turns":[],"unplaced":[],"placed":[],"messages":[]}';

const json = (value: unknown): string => JSON.stringify(value);

/** The identity of a signal or a lead as one string; the length tells where the first part ends. */
export const identity = ({ source, id }: LeadKey): string => `${source.length} ${source}${id}`;

/** Locks are shared by all leads of one bucket: PostgreSQL has room for some thousands of locks in all. */
const LOCK_BUCKETS = 512;

function bucketOf(workspace: string, key: LeadKey): number {
  const hash = createHash('sha256')
    .update(`${workspace} ${identity(key)}`)
    .digest();
  return LOCK_BUCKETS + (hash.readUInt32BE(0) % LOCK_BUCKETS);
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In the order in which all lock leads and keep rows of theirs. */
const inOrder = <T>(rows: readonly T[], keyOf: (row: T) => LeadKey): T[] =>
  rows.toSorted((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    return byName(one.source, other.source) || byName(one.id, other.id);
  });

const columns = (keys: readonly LeadKey[]): [string[], string[]] => [
  keys.map(({ source }) => source),
  keys.map(({ id }) => id),
];

/** What KEEP is asked to keep. */
function rowsToKeep(
  judged: Judged,
  { workspace, channel, now }: { workspace: string; channel: string; now: Date },
): unknown[] {
  const leads = inOrder(judged.leads, ({ key }) => key).map(({ key, ...lead }) => ({ ...lead, ...key }));
  return [
    workspace,
    json(
      inOrder(judged.observations, ({ lead }) => lead).map(({ lead, ...observation }) => ({
        ...observation,
        ...lead,
      })),
    ),
    json(leads.filter(({ known }) => !known)),
    json(
      judged.opened.map(({ handshake, offered, email, account }) => ({
        id: handshake.id,
        source: handshake.lead.source,
        leadId: handshake.lead.id,
        cycle: handshake.cycle,
        charterVersion: handshake.charterVersion,
        holder: columnsOf(handshake).holder,
        email,
        account,
        state: handshake,
        offered: toKeep(offered),
      })),
    ),
    json([...judged.opened.map(({ announcement }) => announcement), ...judged.redraw]),
    now,
    channel,
    now.toISOString(),
    json(
      inOrder(judged.signals, ({ lead }) => lead).map(({ lead, ...signal }) => ({
        ...signal,
        leadSource: lead.source,
        leadId: lead.id,
      })),
    ),
    judged.placed === null
      ? NOTHING_PLACED
      : placedJson(judged.placed.placed, { day: judged.placed.day, at: now, channel }),
    json(leads.filter(({ known }) => known)),
  ];
}

/** The steps of one taking-in, in this order, inside one transaction. */
export class TakingIn {
  /** `commit`: see inTransaction. */
  constructor(
    private readonly sql: Sql,
    private readonly commit: () => void,
    private readonly of: {
      workspace: string;
      embedded: boolean;
      charters: Charters;
      handshakes: Handshakes;
      floors: Floors;
    },
  ) {}

  /**
   * Receives the deliveries and reads what stands for all that they tell of; `brought` are the leads among `leads` that come
   * themselves and are not only told of. Where statements may travel together, the second is on its way before the first
   * is answered, and carried out once the first has its locks.
   */
  async arrive(of: {
    deliveries: readonly Delivery[];
    leads: readonly LeadKey[];
    brought: readonly LeadKey[];
    emails: readonly string[];
    signals: readonly LeadKey[];
  }): Promise<{ known: Map<string, KnownDelivery>; ground: Ground }> {
    const received = this.receive(of.deliveries, of.leads, of.brought);
    if (this.of.embedded) await received;
    const [{ known, locked }, ground] = await Promise.all([
      received,
      this.read(of.leads, of.emails, of.signals),
    ]);
    // One of them was kept by somebody else while its bucket was waited for: it is to be locked by its row.
    if (ground.leads.filter(({ arrived }) => arrived).length !== locked) throw new Overtaken();
    return { known, ground };
  }

  /**
   * Remembers the deliveries and locks the leads; returns for each delivery the body it was first used for, and whether
   * that was just now, and how many leads were locked by their rows.
   */
  private async receive(
    deliveries: readonly Delivery[],
    leads: readonly LeadKey[],
    brought: readonly LeadKey[],
  ): Promise<{ known: Map<string, KnownDelivery>; locked: number }> {
    const { workspace } = this.of;
    const ids = deliveries.map(({ id }) => id);
    const keys = inOrder(leads, (key) => key);
    const comes = new Set(brought.map(identity));
    const rows = await rowsOf<{ id: string | null; digest: string; fresh: boolean }>(this.sql, RECEIVE, [
      workspace,
      ids,
      deliveries.map(({ digest }) => digest),
      ...columns(keys),
      keys.map((key) => bucketOf(workspace, key)),
      keys.map((key) => comes.has(identity(key))),
    ]);
    const known = new Map<string, KnownDelivery>();
    let locked = 0;
    for (const { id, digest, fresh } of rows)
      if (id === null) locked = Number(digest);
      else known.set(id, { digest, fresh });
    // Another process kept one of them after this statement began: look again.
    if (!ids.every((id) => known.has(id))) throw new Overtaken();
    return { known, locked };
  }

  /** Reads what stands for locked leads, these e-mail addresses, and signals of these identities. */
  async read(
    keys: readonly LeadKey[],
    emails: readonly string[],
    signals: readonly LeadKey[],
  ): Promise<Ground> {
    const rows = await rowsOf<Row>(this.sql, READ, [
      this.of.workspace,
      ...columns(keys),
      emails,
      ...columns(signals),
    ]);
    let version: number | null = null;
    let staff: string | null = null;
    const leads = new Map<string, StandingLead>();
    for (const key of keys)
      leads.set(identity(key), { key, facts: {}, arrived: false, mql: false, score: 0 });
    const ground: Omit<Ground, 'inForce' | 'leads' | 'staffVersion'> = {
      signals: new Map(),
      handshakes: [],
      known: new Set(),
    };
    for (const { kind, row } of rows)
      switch (kind) {
        case 'charter':
          version = row.version;
          staff = row.staff;
          break;
        case 'lead': {
          const { source, id, ...lead } = row;
          leads.set(identity(row), { ...lead, key: { source, id }, arrived: true });
          break;
        }
        case 'signal': {
          const { lead, occurredAt, ...signal } = row;
          const of = ground.signals.get(identity(lead)) ?? [];
          of.push({ ...signal, occurredAt: new Date(occurredAt) });
          ground.signals.set(identity(lead), of);
          break;
        }
        case 'known':
          ground.known.add(identity(row));
          break;
        case 'handshake': {
          const { charter } = await this.of.charters.version(row.handshake.charterVersion, this.sql);
          const [handshake, offered] = [handshakeFrom(row.handshake), restored(charter, row.offered)];
          ground.handshakes.push({ handshake, charter, offered, email: row.email });
          break;
        }
      }
    if (version === null) throw new Error('this workspace has no charter in force');
    return {
      ...ground,
      leads: [...leads.values()],
      staffVersion: staff ?? '',
      inForce: await this.of.charters.version(version, this.sql),
    };
  }

  /** The sales floor, from here on alone with it; null where nobody sells, so that there is nobody to choose. */
  async floor(staffVersion: string, asked: Asked): Promise<StandingFloor | null> {
    const { floors } = this.of;
    return floors.isEmpty(staffVersion) ? null : floors.take(this.sql, asked);
  }

  /**
   * Keeps what followed; returns the observations that were new, each as the lead's identity and its digest. Fails as
   * overtaken when a handshake has moved on since it was read, or a lead, a signal or a handshake was kept by somebody else.
   */
  async keep(
    judged: Judged,
    channel: string,
    { now, charter }: { now: Date; charter: number },
  ): Promise<Set<string>> {
    const { workspace, embedded, handshakes } = this.of;
    const rows = rowsToKeep(judged, { workspace, channel, now });
    const unoffered = judged.unoffered.map(({ key, about }) => ({ ...key, ...about }));
    let observed: (LeadKey & { digest: string })[] = [];
    const asks: (() => Promise<unknown>)[] = [
      async () => {
        observed = await rowsOf(this.sql, KEEP, rows);
      },
      ...(unoffered.length === 0
        ? []
        : [() => rowsOf(this.sql, UNOFFERED, [workspace, json(unoffered), charter, now])]),
      ...judged.outcomes.map((outcome) => () => handshakes.keep(outcome, this.sql)),
    ];
    const answers = inTurn(asks, !embedded);
    // Nothing but an error can stop it now, and that stops the commit as well.
    if (judged.outcomes.length === 0) this.commit();
    if ((await answers).includes(false)) throw new Overtaken();
    return new Set(observed.map((row) => `${identity(row)} ${row.digest}`));
  }
}
