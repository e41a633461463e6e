// Drafts of the charter and their events: read as they stand, kept under their number of events, so that nothing is lost.
import { Charter } from '../charter/charter.js';
import type { CharterEvent, Draft, OpenDraft } from '../charter/draft.js';
import type { Notice } from '../charter/notices.js';
import type { Database } from './open-database.js';
import { inTransaction, Overtaken, rowsOf, type Sql, type Statement, untilNotOvertaken } from './sql.js';

/** One decision to keep: the events that lead from `before` (null: nothing yet) to `after`, and what is owed to be said. */
export interface DraftOutcome {
  before: Draft | null;
  after: Draft;
  events: CharterEvent[];
  notices: Notice[];
  channel: string;
}

/** An event as it is told: with its version and its number there, and without the text. */
export type ToldEvent = (CharterEvent extends infer Event
  ? Event extends CharterEvent
    ? Omit<Event, 'content'>
    : never
  : never) & { version: number; seq: number };

/** The kind of advisory lock that charters are amended under; those of taking-in have one number, not two. */
const AMENDING = 1;

const ALONE: Statement = {
  name: 'draft_alone',
  text: 'SELECT pg_advisory_xact_lock($1::int, hashtext($2))',
};

const OPEN: Statement = {
  name: 'draft_open',
  text: `SELECT state FROM charter_draft WHERE workspace = $1 AND status = 'open'`,
};

const LOAD: Statement = {
  name: 'draft_load',
  text: 'SELECT state FROM charter_draft WHERE workspace = $1 AND version = $2',
};

const NEXT: Statement = {
  name: 'draft_next',
  text: `SELECT greatest((SELECT max(version) FROM charter WHERE workspace = $1),
    (SELECT max(version) FROM charter_draft WHERE workspace = $1)) + 1 AS version`,
};

/** The text that somebody had before them, by its revision or by its hash. */
const SEEN: Statement = {
  name: 'draft_seen',
  text: `SELECT data->'content' AS content FROM charter_event WHERE workspace = $1 AND version = $2
    AND type IN ('proposed', 'edited') AND (coalesce(data->>'revision', '1') = $3 OR data->>'hash' = $4)
    ORDER BY seq DESC LIMIT 1`,
};

const TOLD = `data - 'content' || jsonb_build_object('version', version, 'seq', seq) AS event`;

const HISTORY: Statement = {
  name: 'draft_history',
  text: `SELECT ${TOLD} FROM charter_event WHERE workspace = $1 ORDER BY version, charter_event.seq`,
};

const EVENT: Statement = {
  name: 'draft_event',
  text: `SELECT ${TOLD} FROM charter_event WHERE workspace = $1 AND version = $2 AND charter_event.seq = $3`,
};

const TOGETHER = `happened AS (
    INSERT INTO charter_event (workspace, version, seq, type, at, actor, data)
    SELECT $1, kept.version, e.seq, e.data->>'type', (e.data->>'at')::timestamptz, e.data->>'by', e.data
    FROM kept, jsonb_to_recordset($6::jsonb) AS e(seq int, data jsonb)
  ), said AS (
    INSERT INTO message AS m (workspace, key, kind, thread, channel, next_try_at)
    SELECT $1, n.key, n.kind, n.thread, coalesce(t.channel, $8), now()
    FROM kept CROSS JOIN jsonb_to_recordset($7::jsonb) AS n(key text, kind text, thread text)
      LEFT JOIN message t ON t.workspace = $1 AND t.key = n.thread
    ON CONFLICT (workspace, key) DO UPDATE SET wanted = m.wanted + 1, given_up = NULL,
      next_try_at = CASE WHEN m.attempts = 0 THEN excluded.next_try_at ELSE m.next_try_at END
  ) SELECT version FROM kept`;

/** One statement: the draft, its events and its messages are kept together, or none. There is no earlier `seq`. */
const BEGIN: Statement = {
  name: 'draft_begin',
  text: `WITH kept AS (
      INSERT INTO charter_draft (workspace, version, status, seq, state)
      SELECT $1, $2, $3, $4, $5::jsonb WHERE $9::int IS NULL RETURNING version
    ), ${TOGETHER}`,
};

const KEEP: Statement = {
  name: 'draft_keep',
  text: `WITH kept AS (
      UPDATE charter_draft SET status = $3, seq = $4, state = $5::jsonb
      WHERE workspace = $1 AND version = $2 AND seq = $9::int RETURNING version
    ), ${TOGETHER}`,
};

const REMIND: Statement = {
  name: 'review_remind',
  text: `INSERT INTO message (workspace, key, kind, channel, next_try_at)
    SELECT $1, r.key, r.kind, r.channel, now()
    FROM jsonb_to_recordset($2::jsonb) AS r(key text, kind text, channel text)
    ON CONFLICT DO NOTHING RETURNING key`,
};

/** The charter's schema may have learnt fields since the row was written. */
const read = <D extends Draft>(state: D): D => ({ ...state, content: Charter.parse(state.content) });

const onceEach = (notices: readonly Notice[]): Notice[] => [
  ...new Map(notices.map((notice) => [notice.key, notice])).values(),
];

export class Drafts {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /**
   * Runs one step in a transaction of its own, again from its reading on while somebody else was faster. Steps of one
   * workspace go one after the other: what a proposal is drawn from must still be in force when it is kept.
   */
  step<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return untilNotOvertaken(() =>
      inTransaction(this.database.pool, async (sql) => {
        await rowsOf(sql, ALONE, [AMENDING, this.workspace]);
        return work(sql);
      }),
    );
  }

  /** The draft that is open, or null. */
  async open(sql: Sql = this.database.pool): Promise<OpenDraft | null> {
    const [row] = await rowsOf<{ state: OpenDraft }>(sql, OPEN, [this.workspace]);
    return row === undefined ? null : read(row.state);
  }

  /** The draft that has or had this number, however it stands, or null. Version 1 never was one. */
  async load(version: number, sql: Sql = this.database.pool): Promise<Draft | null> {
    const [row] = await rowsOf<{ state: Draft }>(sql, LOAD, [this.workspace, version]);
    return row === undefined ? null : read(row.state);
  }

  /** The number that the next draft gets. None is ever given twice, not even after a draft was declined. */
  async nextVersion(sql: Sql): Promise<number> {
    const [row] = await rowsOf<{ version: number | null }>(sql, NEXT, [this.workspace]);
    if (row === undefined || row.version === null) throw new Error('this workspace has no charter to amend');
    return row.version;
  }

  /** What a draft said at one of its revisions, or under a hash; null when it never said that. */
  async seen(
    sql: Sql,
    version: number,
    of: { revision: number } | { hash: string },
  ): Promise<Charter | null> {
    const [row] = await rowsOf<{ content: unknown }>(sql, SEEN, [
      this.workspace,
      version,
      'revision' in of ? String(of.revision) : null,
      'hash' in of ? of.hash : null,
    ]);
    return row === undefined ? null : Charter.parse(row.content);
  }

  /** Keeps a decision. Throws Overtaken when the draft has moved on since it was read. */
  async keep(sql: Sql, { before, after, events, notices, channel }: DraftOutcome): Promise<void> {
    const numbered = events.map((data, index) => ({ seq: after.seq - events.length + 1 + index, data }));
    const rows = await rowsOf(sql, before === null ? BEGIN : KEEP, [
      this.workspace,
      after.version,
      after.status,
      after.seq,
      JSON.stringify(after),
      JSON.stringify(numbered),
      JSON.stringify(onceEach(notices)),
      channel,
      before?.seq ?? null,
    ]);
    if (rows.length !== 1) throw new Overtaken();
  }

  /** Everything that ever happened to the charter, by version. */
  async history(sql: Sql = this.database.pool): Promise<ToldEvent[]> {
    const rows = await rowsOf<{ event: ToldEvent }>(sql, HISTORY, [this.workspace]);
    return rows.map(({ event }) => event);
  }

  /** One event by its number among those of its version, or null. */
  async event(version: number, seq: number): Promise<ToldEvent | null> {
    const [row] = await rowsOf<{ event: ToldEvent }>(this.database.pool, EVENT, [
      this.workspace,
      version,
      seq,
    ]);
    return row?.event ?? null;
  }

  /**
   * Owes each person a private message; returns how many had not been owed theirs before, so that a reminder is sent
   * once however many processes ask. The channel is the person's id: Slack takes it for their direct messages.
   */
  async remind(notices: readonly { notice: Notice; person: string }[]): Promise<number> {
    const rows = await rowsOf(this.database.pool, REMIND, [
      this.workspace,
      JSON.stringify(notices.map(({ notice, person }) => ({ ...notice, channel: person }))),
    ]);
    return rows.length;
  }
}
