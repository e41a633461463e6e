// The weeks as they were told, each kept once, and who asked for their own figures.
import type { Week } from '../funnel/week.js';
import { WeekFigures } from '../funnel/week-figures.js';
import type { WeekMessage } from '../funnel/week-messages.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/** A week to be told. One that is only kept, since a later one tells of it, owes no messages. */
export interface Telling {
  figures: WeekFigures;
  messages: readonly WeekMessage[];
}

const STANDING: Statement = {
  name: 'told_week_standing',
  text: `SELECT max(week) AS last, EXISTS (SELECT 1 FROM lead WHERE workspace = $1) AS "hasLeads"
    FROM told_week WHERE workspace = $1`,
};

const READ: Statement = {
  name: 'told_week_read',
  text: 'SELECT figures FROM told_week WHERE workspace = $1 AND week = $2',
};

const LIST: Statement = {
  name: 'told_week_list',
  text: 'SELECT week FROM told_week WHERE workspace = $1 ORDER BY week DESC LIMIT $2',
};

/** Whoever is first tells the week: the messages of a week that is told already are not owed again. */
const TELL: Statement = {
  name: 'told_week_tell',
  text: `WITH told AS (
      INSERT INTO told_week (workspace, week, told_at, figures)
      SELECT $1, t.week, $2, t.figures FROM jsonb_to_recordset($3::jsonb) AS t(week text, figures jsonb)
      ORDER BY t.week ON CONFLICT DO NOTHING RETURNING week
    ), said AS (
      INSERT INTO message (workspace, key, kind, thread, channel, next_try_at)
      SELECT $1, m.key, m.kind, m.thread, coalesce(m."to", $5), now()
      FROM told JOIN jsonb_to_recordset($4::jsonb) AS m(week text, key text, kind text, thread text, "to" text)
        ON m.week = told.week
      ON CONFLICT DO NOTHING)
    SELECT week FROM told`,
};

/** Nothing that was kept before an instant is beyond what the cells have counted. */
const COUNTED: Statement = {
  name: 'told_week_counted',
  text: `SELECT NOT EXISTS (SELECT 1 FROM handshake_event WHERE workspace = $1 AND at < $2 AND (xid, seq) > (event_xid, event_seq))
      AND NOT EXISTS (SELECT 1 FROM lead_facts WHERE workspace = $1 AND received_at < $2 AND (xid, seq) > (facts_xid, facts_seq))
      AND NOT EXISTS (SELECT 1 FROM unoffered_mql WHERE workspace = $1 AND at < $2 AND (xid, seq) > (mql_xid, mql_seq))
      AS counted
    FROM (SELECT event_xid, event_seq, facts_xid, facts_seq, mql_xid, mql_seq FROM cell_book
      WHERE workspace = $1 AND role = 'read') book`,
};

const READERS: Statement = {
  name: 'digest_readers',
  text: 'SELECT person FROM digest_reader WHERE workspace = $1 ORDER BY person',
};

const ASK: Statement = {
  name: 'digest_reader_ask',
  text: `INSERT INTO digest_reader (workspace, person, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
    RETURNING person`,
};

const CEASE: Statement = {
  name: 'digest_reader_cease',
  text: 'DELETE FROM digest_reader WHERE workspace = $1 AND person = $2 RETURNING person',
};

export class Digests {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** The last week that was told, or null, and whether there has ever been a lead to tell of. */
  async standing(): Promise<{ last: Week | null; hasLeads: boolean }> {
    const [row] = await rowsOf<{ last: Week | null; hasLeads: boolean }>(this.database.pool, STANDING, [
      this.workspace,
    ]);
    return row ?? { last: null, hasLeads: false };
  }

  /** A week as it was told, or null. */
  async told(week: Week): Promise<WeekFigures | null> {
    const [row] = await rowsOf<{ figures: unknown }>(this.database.pool, READ, [this.workspace, week]);
    return row === undefined ? null : WeekFigures.parse(row.figures);
  }

  /** The weeks that were told, the latest first. */
  async list(most: number): Promise<Week[]> {
    const rows = await rowsOf<{ week: Week }>(this.database.pool, LIST, [this.workspace, most]);
    return rows.map(({ week }) => week);
  }

  /** Whether everything that was kept before an instant of the business clock has been counted. */
  async isCounted(before: Date): Promise<boolean> {
    const [row] = await rowsOf<{ counted: boolean }>(this.database.bulk, COUNTED, [this.workspace, before]);
    return row?.counted ?? false;
  }

  /**
   * Keeps weeks and owes their messages, all or nothing; a week that another process has told meanwhile is left as that
   * one told it. Resolves with how many were told here.
   */
  async tell(tellings: readonly Telling[], by: { channel: string; at: Date }): Promise<number> {
    const weeks = tellings.map(({ figures }) => ({ week: figures.week, figures }));
    const messages = tellings.flatMap(({ figures: { week }, messages: owed }) =>
      owed.map((message) => ({ week, ...message })),
    );
    const rows = await rowsOf(this.database.pool, TELL, [
      this.workspace,
      by.at,
      JSON.stringify(weeks),
      JSON.stringify(messages),
      by.channel,
    ]);
    return rows.length;
  }

  /** Those who asked for their own figures. */
  async readers(): Promise<string[]> {
    const rows = await rowsOf<{ person: string }>(this.database.pool, READERS, [this.workspace]);
    return rows.map(({ person }) => person);
  }

  /** Notes that somebody wants their own figures each week, or no more; false when that stood already. */
  async want(person: string, wanted: boolean, at: Date): Promise<boolean> {
    const { pool } = this.database;
    const rows = wanted
      ? await rowsOf(pool, ASK, [this.workspace, person, at])
      : await rowsOf(pool, CEASE, [this.workspace, person]);
    return rows.length === 1;
  }
}
