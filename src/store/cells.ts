// The cells of a workspace as questions read them: what was added up, what is yet to be, and what waits.
import type { Question } from '../funnel/cells.js';
import { type Day, dayAt } from '../funnel/days.js';
import { cellsOf, type KeptCell, type Leaf } from '../funnel/pile.js';
import { type Blocks, type Sheet, type Slice, sheetOf } from '../funnel/slices.js';
import type { Waiting } from '../funnel/waiting.js';
import { named, orNull, type Packed, unpacked } from './cell-rows.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/**
 * One statement, and so one moment: a delta is read either as itself or within what it was added to. Deltas are few, and
 * are read with all they hold. OFFSET 0 keeps the lookup of the cells a lookup.
 */
const READ: Statement = {
  name: 'cells_read',
  text: `WITH book AS MATERIALIZED (SELECT id FROM cell_book WHERE workspace = $1 AND role = 'read'),
    asked AS MATERIALIZED (SELECT a.*, s.upto
      FROM unnest($2::int[], $3::date[], $4::date[]) AS a(days, first, until)
        CROSS JOIN book JOIN cell_slice s ON s.book = book.id AND s.slice = $5 AND s.days = a.days)
    SELECT c.start::text, c.sheet, c.charter, c.source, c.campaign, c.segment, c.rep, c.figures
    FROM book CROSS JOIN asked a CROSS JOIN LATERAL (
      SELECT * FROM cell WHERE book = book.id AND slice = $5 AND days = a.days AND start >= a.first AND start < a.until
        AND sheet = ANY($6) OFFSET 0) c
    WHERE ($7::text[] IS NULL OR c.source = ANY($7)) AND ($8::text[] IS NULL OR c.campaign = ANY($8))
      AND ($9::text[] IS NULL OR c.segment = ANY($9)) AND ($10::text[] IS NULL OR c.rep = ANY($10))
    UNION ALL
    SELECT d.day::text, NULL, d.charter, d.source, d.campaign, d.segment, d.rep, d.figures
    FROM book CROSS JOIN LATERAL (SELECT * FROM cell_delta
      WHERE book = book.id AND seq > (SELECT min(upto) FROM asked) OFFSET 0) d
    WHERE EXISTS (SELECT 1 FROM asked a WHERE d.day >= a.first AND d.day < a.until AND d.seq > a.upto)`,
};

/** What waits is told apart by the minute of its beginning today, and by the hour before. */
const WAITING: Statement = {
  name: 'cells_waiting',
  text: `SELECT w.day::text, w.charter, w.source, w.campaign, w.segment, w.rep, w.since, min(w.due_at) AS "dueAt",
      count(*)::int AS n
    FROM (SELECT day, charter, source, campaign, segment, rep, due_at, due_at < $2 AS overdue,
        date_trunc(CASE WHEN since > $2::timestamptz - interval '1 day' THEN 'minute' ELSE 'hour' END, since) AS since
      FROM cell_waiting
      WHERE book = (SELECT id FROM cell_book WHERE workspace = $1 AND role = 'read')
        AND ($3::date IS NULL OR day >= $3) AND ($4::date IS NULL OR day < $4)) w
    GROUP BY w.day, w.charter, w.source, w.campaign, w.segment, w.rep, w.since, w.overdue`,
};

/** Where to look: blocks that make up the period, and the sheets of a slice that hold what is asked for. */
export interface Reading {
  slice: Slice;
  blocks: readonly Blocks[];
  sheets: readonly Sheet[];
}

interface CellRow {
  start: Day;
  sheet: Sheet | null;
  charter: number;
  source: string;
  campaign: string | null;
  segment: string | null;
  rep: string | null;
  figures: Packed;
}

const under = (row: CellRow, slice: Slice): (string | null)[] =>
  slice.by.map((dimension) => orNull(row[dimension] ?? ''));

/** A delta holds all sheets; of those that the slice does not keep nothing may be told. */
function cellsIn(row: CellRow, slice: Slice, sheets: ReadonlySet<Sheet>): KeptCell[] {
  const leaf: Leaf = {
    sheet: row.sheet ?? 'funnel',
    start: row.start,
    charter: row.charter,
    under: under(row, slice),
    figures: unpacked(row.figures),
  };
  const cells = cellsOf(leaf, slice);
  return row.sheet === null ? cells.filter(({ measure }) => sheets.has(sheetOf(measure))) : cells;
}

export class Cells {
  constructor(
    private readonly database: Database,
    private readonly workspace: string,
  ) {}

  /** The kept cells of some sheets that stand under what is asked for. */
  async read({ slice, blocks, sheets }: Reading, where: NonNullable<Question['where']>): Promise<KeptCell[]> {
    const only = (values: readonly (string | null)[] | undefined): string[] | null =>
      values?.map(named) ?? null;
    const rows = await rowsOf<CellRow & Record<string, unknown>>(this.database.pool, READ, [
      this.workspace,
      blocks.map(({ days }) => days),
      blocks.map(({ from }) => dayAt(from)),
      blocks.map(({ to }) => dayAt(to)),
      slice.name,
      sheets,
      only(where.source),
      only(where.campaign),
      only(where.segment),
      only(where.rep),
    ]);
    const asked = new Set(sheets);
    return rows.flatMap((row) => cellsIn(row, slice, asked));
  }

  /** What waits for an answer at `now`, of offers in a period. */
  async waiting({ from, to }: Pick<Question, 'from' | 'to'>, now: Date): Promise<Waiting[]> {
    const rows = await rowsOf<Omit<Waiting, 'since' | 'dueAt'> & { since: Date | null; dueAt: Date | null }>(
      this.database.pool,
      WAITING,
      [this.workspace, now, from, to],
    );
    return rows.map((row) => ({
      ...row,
      since: row.since?.toISOString() ?? null,
      dueAt: row.dueAt?.toISOString() ?? null,
    }));
  }
}
