// The sales floor as it stands: who sells, who is away, how much each has in hand, and whose turn it is; read under one lock.
import { noRoles, type Roles } from '../charter/roles.js';
import { everyone, type Floor } from '../handshake/floor.js';
import type { HandshakeEvent, PersonId } from '../handshake/handshake.js';
import type { LeadKey } from '../handshake/lead.js';
import { passedBy, type Story } from '../handshake/passed-by.js';
import { noRoster, type Roster, type SetTeam, type Staff, staffOf } from '../handshake/staff.js';
import type { Turns } from '../handshake/turns.js';
import type { OverflowMessage, Unplaced } from '../handshake/unplaced.js';
import type { Database } from './open-database.js';
import { inTransaction, rowsOf, type Sql, type Statement, untilNotOvertaken } from './sql.js';

/** What is asked of the floor: when, how much a rep may have, and what of the leads that are to be offered. */
export interface Asked {
  now: Date;
  cap: number;
  /** The companies whose rep is asked for. */
  accounts: readonly string[];
  /** The leads that were offered before: who has let one of them go is asked for. */
  leads: readonly LeadKey[];
}

/** The floor, with what is known of the leads. */
export interface StandingFloor {
  floor: Floor;
  staff: Staff;
  /** Who knows a company, by its domain. */
  accounts: Map<string, PersonId>;
  /** Who has let a lead go, by `leadName`. */
  passed: Map<string, ReadonlySet<PersonId>>;
}

/** What offers leave behind. */
export interface Placed {
  turns: readonly { team: string; owed: Turns }[];
  /** Leads for which nobody was free. */
  unplaced: readonly Unplaced[];
  /** Leads of which somebody has taken charge, or that are not to be offered any more. */
  placed: readonly LeadKey[];
  messages: readonly OverflowMessage[];
}

/** The kind of this advisory lock: charters are amended under 1, nudges are planned under 2, and taken before this one. */
const OFFERING = 3;

const ALONE: Statement = {
  name: 'floor_alone',
  text: 'SELECT pg_advisory_xact_lock($1::int, hashtext($2))',
};

/** The setup's and the roster's revisions: what changes either changes this. */
const VERSION = `w.revision || '.' || coalesce(t.revision, 0) || '.' || coalesce(r.revision, 0)`;
const SET = `workspace w
    LEFT JOIN LATERAL (SELECT revision, content FROM team_setup WHERE workspace = w.id ORDER BY revision DESC LIMIT 1) t ON true
    LEFT JOIN roster r ON r.workspace = w.id`;

/** The version of who sells, as a part of a statement that knows the workspace as $1. */
export const staffVersion = `(SELECT ${VERSION} FROM ${SET} WHERE w.id = $1)`;

/** What passes a lead on: see passedBy. */
const STORY = `('offered', 'rejected', 'handed_back', 'accept_undone', 'lapsed', 'reassigned', 'reoffered', 'overturned')`;

/**
 * Who sells travels only when it is another version than the one known. OFFSET 0 keeps a lookup a lookup, and so does a
 * parameter for what is always true: by the word itself PostgreSQL would take the index of all that is open. Of the reps of a
 * company the one who works one of its leads comes first, then whoever did, then whoever is offered one.
 */
const READ: Statement = {
  name: 'floor_read',
  text: `SELECT 'staff' AS kind, json_build_object('version', ${VERSION}, 'set', CASE WHEN ${VERSION} = $2 THEN NULL
      ELSE json_build_object('roles', w.roles, 'teams', t.content, 'roster', r.content) END) AS row
    FROM ${SET} WHERE w.id = $1
    UNION ALL SELECT 'away', json_build_object('person', person) FROM leave
    WHERE workspace = $1 AND until_at > $3 AND from_at <= $3
    UNION ALL SELECT 'hand', json_build_object('person', p.id, 'open', h.open)
    FROM unnest($4::text[]) AS p(id) CROSS JOIN LATERAL (
      SELECT count(*)::int AS open FROM (
        SELECT 1 FROM handshake WHERE holder = p.id AND open = $8 AND workspace = $1 LIMIT $9) one) h
    UNION ALL SELECT 'turns', json_build_object('team', team, 'owed', owed) FROM turn WHERE workspace = $1
    UNION ALL SELECT 'account', json_build_object('account', a.name, 'person', h.holder)
    FROM unnest($5::text[]) AS a(name) CROSS JOIN LATERAL (
      SELECT holder FROM handshake WHERE account = a.name AND workspace = $1 AND holder IS NOT NULL AND status <> 'rejected'
      ORDER BY CASE status WHEN 'accepted' THEN 0 WHEN 'offered' THEN 2 ELSE 1 END, offered_at DESC LIMIT 1) h
    UNION ALL SELECT 'story', json_build_object('source', l.source, 'id', l.id, 'handshake', h.id, 'version', e.version,
      'event', e.data)
    FROM unnest($6::text[], $7::text[]) AS l(source, id) CROSS JOIN LATERAL (
      SELECT id FROM handshake WHERE lead_id = l.id AND source = l.source AND workspace = $1 OFFSET 0) h
    CROSS JOIN LATERAL (
      SELECT version, data FROM handshake_event WHERE handshake_id = h.id AND type IN ${STORY} OFFSET 0) e`,
};

interface StoryRow extends LeadKey {
  handshake: string;
  version: number;
  event: HandshakeEvent | { type: 'offered'; suggested?: PersonId | null };
}

type Row =
  | {
      kind: 'staff';
      row: {
        version: string;
        set: { roles: Partial<Roles>; teams: SetTeam[] | null; roster: Roster | null } | null;
      };
    }
  | { kind: 'away'; row: { person: PersonId } }
  | { kind: 'hand'; row: { person: PersonId; open: number } }
  | { kind: 'turns'; row: { team: string; owed: Turns } }
  | { kind: 'account'; row: { account: string; person: PersonId } }
  | { kind: 'story'; row: StoryRow };

/** What offers leave behind, as parts of a statement whose parameter is their JSON. */
export const placedParts = (parameter: string): string => `turned AS (
      INSERT INTO turn (workspace, team, owed)
      SELECT $1, t.team, t.owed FROM jsonb_to_recordset(${parameter}::jsonb->'turns') AS t(team text, owed jsonb)
      ON CONFLICT (workspace, team) DO UPDATE SET owed = excluded.owed
    ), unplaced_now AS (
      INSERT INTO unplaced (workspace, lead_source, lead_id, handshake_id, segment, score, day, since)
      SELECT $1, u.source, u.id, u.handshake, u.segment, u.score, ${parameter}::jsonb->>'day', (${parameter}::jsonb->>'at')::timestamptz
      FROM jsonb_to_recordset(${parameter}::jsonb->'unplaced')
        AS u(source text, id text, handshake text, segment text, score float8)
      ON CONFLICT (lead_id, lead_source, workspace) DO UPDATE SET handshake_id = excluded.handshake_id,
        segment = excluded.segment, score = excluded.score
    ), placed_now AS (
      DELETE FROM unplaced USING jsonb_to_recordset(${parameter}::jsonb->'placed') AS p(source text, id text)
      WHERE workspace = $1 AND lead_source = p.source AND lead_id = p.id
    ), overflowed AS (
      INSERT INTO message AS m (workspace, key, kind, channel, next_try_at)
      SELECT $1, o.key, o.kind, coalesce(o."to", ${parameter}::jsonb->>'channel'), now()
      FROM jsonb_to_recordset(${parameter}::jsonb->'messages') AS o(key text, kind text, "to" text)
      ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL,
        next_try_at = CASE WHEN m.attempts = 0 THEN excluded.next_try_at ELSE m.next_try_at END
    )`;

const KEEP: Statement = { name: 'floor_keep', text: `WITH ${placedParts('$2')} SELECT 1` };

/** The JSON that `placedParts` reads. `day` is YYYY-MM-DD, for managers; the channel is the shared one. */
export const placedJson = (
  { turns, unplaced, placed, messages }: Placed,
  of: { day: string; at: Date; channel: string },
): string =>
  JSON.stringify({
    ...of,
    turns,
    placed,
    messages,
    unplaced: unplaced.map(({ lead, segment, ...rest }) => ({
      ...lead,
      ...rest,
      segment: segment ?? everyone,
    })),
  });

/** A lead as one string. */
export const leadName = ({ source, id }: LeadKey): string => `${source.length} ${source}${id}`;

/** What happened to each lead, handshake by handshake. */
function storiesOf(rows: readonly StoryRow[]): Map<string, Story[]> {
  const byHandshake = new Map<string, StoryRow[]>();
  for (const row of rows) byHandshake.set(row.handshake, [...(byHandshake.get(row.handshake) ?? []), row]);
  const stories = new Map<string, Story[]>();
  for (const told of byHandshake.values()) {
    const inOrder = told.sort((a, b) => a.version - b.version);
    const story: Story = { suggested: null, events: [] };
    const events: HandshakeEvent[] = [];
    for (const { event } of inOrder)
      if (event.type === 'offered') story.suggested = event.suggested ?? null;
      else events.push(event);
    const [first] = inOrder;
    if (first === undefined) continue;
    const name = leadName(first);
    stories.set(name, [...(stories.get(name) ?? []), { ...story, events }]);
  }
  return stories;
}

export class Floors {
  /** Who sells, as of the version that was last read: it is the same for every process. */
  #known: { version: string; staff: Staff } | null = null;

  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** Whether nobody sells under this version of who sells, as far as is known: then there is nothing to choose. */
  isEmpty(version: string): boolean {
    return this.#known?.version === version && this.#known.staff.teams.length === 0;
  }

  /** Keeps others from offering until the transaction ends, so that no turn is taken twice and no rep gets too many. */
  alone(sql: Sql): Promise<unknown> {
    // The embedded engine has one connection, so that a transaction is alone anyway.
    return this.database.embedded ? Promise.resolve() : rowsOf(sql, ALONE, [OFFERING, this.workspace]);
  }

  /** How the floor stands, in a transaction that is alone with it from here on. */
  async take(sql: Sql, asked: Asked): Promise<StandingFloor> {
    const [, standing] = await Promise.all([this.alone(sql), this.read(sql, asked)]);
    return standing;
  }

  /** How the floor stands now, for whoever only looks at it. */
  now(of: Pick<Asked, 'now' | 'cap'>): Promise<StandingFloor> {
    return this.read(this.database.bulk, { ...of, accounts: [], leads: [] });
  }

  /** How the floor stands. Asked again where who sells has changed since it was last read. */
  async read(sql: Sql, asked: Asked): Promise<StandingFloor> {
    for (;;) {
      const known = this.#known;
      const rows = await rowsOf<Row>(sql, READ, [
        this.workspace,
        known?.version ?? '',
        asked.now,
        known?.staff.people ?? [],
        asked.accounts,
        asked.leads.map(({ source }) => source),
        asked.leads.map(({ id }) => id),
        true,
        asked.cap,
      ]);
      const standing = this.standing(rows, asked, known?.staff ?? null);
      if (standing !== null) return standing;
    }
  }

  /** Null when the rows tell who sells anew: then how much those people have is to be asked. */
  private standing(rows: readonly Row[], { cap }: Asked, staff: Staff | null): StandingFloor | null {
    const away = new Set<PersonId>();
    const inHand = new Map<PersonId, number>();
    const turns = new Map<string, Turns>();
    const accounts = new Map<string, PersonId>();
    const stories: StoryRow[] = [];
    for (const { kind, row } of rows)
      switch (kind) {
        case 'staff': {
          if (row.set === null) break;
          const { roles, teams, roster } = row.set;
          const set = { roles: { ...noRoles, ...roles }, teams: teams ?? [], roster: roster ?? noRoster };
          this.#known = { version: row.version, staff: staffOf(set) };
          return null;
        }
        case 'away':
          away.add(row.person);
          break;
        case 'hand':
          inHand.set(row.person, row.open);
          break;
        case 'turns':
          turns.set(row.team, row.owed);
          break;
        case 'account':
          accounts.set(row.account, row.person);
          break;
        case 'story':
          stories.push(row);
          break;
      }
    if (staff === null) throw new Error('this workspace was never opened');
    const passed = [...storiesOf(stories)].map(([name, told]) => [name, passedBy(told)] as const);
    return {
      floor: { teams: staff.teams, away, inHand, cap, turns },
      staff,
      accounts,
      passed: new Map(passed),
    };
  }

  /** Keeps what offers left behind, in the transaction that took the floor. */
  async keep(sql: Sql, placed: Placed, of: { day: string; at: Date; channel: string }): Promise<void> {
    await rowsOf(sql, KEEP, [this.workspace, placedJson(placed, of)]);
  }

  /** Runs something that offers in a transaction of its own, again from the start while it is overtaken. */
  step<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return untilNotOvertaken(() => inTransaction(this.database.pool, work));
  }
}
