// Adding the deltas of a book up into its cells, slice by slice and length by length, each in a short transaction.
import { addFigures, type Leaf, type Row } from '../funnel/pile.js';
import type { BlockDays, Slice } from '../funnel/slices.js';
import type { Book } from './book.js';
import { named, type Packed, packed, unpacked } from './cell-rows.js';
import type { Database } from './open-database.js';
import { inTransaction, rowsOf, type Sql, type Statement } from './sql.js';

/** Deltas of a book beyond what one or all of its slices have added up, in order. */
export interface Deltas {
  rows: (Row & { seq: number })[];
  /** Up to which delta each slice has added up, in blocks of each length. */
  upto: ReadonlyMap<string, number>;
}

/** One slice in blocks of one length. */
export interface Unit {
  slice: Slice;
  days: BlockDays;
}

const nameOf = (slice: string, days: number): string => `${slice} ${days}`;

/** What a unit is found under. */
export const unitName = ({ slice, days }: Unit): string => nameOf(slice.name, days);

const PENDING: Statement = {
  name: 'cells_pending',
  text: `SELECT count(*)::int AS deltas FROM (SELECT 1 FROM cell_delta WHERE book = $1 LIMIT $2) AS few`,
};

const UPTO: Statement = {
  name: 'cells_upto',
  text: 'SELECT slice, days, upto::float8 FROM cell_slice WHERE book = $1',
};

const DELTAS: Statement = {
  name: 'cells_deltas',
  text: `SELECT seq::float8, day::text, charter, source, campaign, segment, rep, figures FROM cell_delta
    WHERE book = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
};

const ADVANCE: Statement = {
  name: 'cells_advance',
  text: `UPDATE cell_slice SET upto = $5 WHERE book = $1 AND slice = $2 AND days = $3 AND upto = $4 RETURNING book`,
};

/** OFFSET 0 keeps each lookup a lookup by the whole key. */
const STANDING: Statement = {
  name: 'cells_standing',
  text: `SELECT k.place::int, c.figures
    FROM unnest($4::date[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[]) WITH ORDINALITY
      AS k(start, sheet, charter, source, campaign, segment, rep, place)
    CROSS JOIN LATERAL (SELECT figures FROM cell WHERE book = $1 AND slice = $2 AND days = $3 AND start = k.start
      AND sheet = k.sheet AND charter = k.charter AND source = k.source AND campaign = k.campaign
      AND segment = k.segment AND rep = k.rep OFFSET 0) c`,
};

const WRITE: Statement = {
  name: 'cells_write',
  text: `INSERT INTO cell (book, slice, days, start, sheet, charter, source, campaign, segment, rep, figures)
    SELECT $1, $2, $3, k.start, k.sheet, k.charter, k.source, k.campaign, k.segment, k.rep, k.figures
    FROM unnest($4::date[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[])
      AS k(start, sheet, charter, source, campaign, segment, rep, figures)
    ON CONFLICT (book, slice, days, start, sheet, charter, source, campaign, segment, rep)
      DO UPDATE SET figures = excluded.figures`,
};

const CLEAR: Statement = {
  name: 'cells_clear',
  text: `DELETE FROM cell WHERE book = $1 AND figures = '{}' AND slice = $2 AND days = $3 AND start = ANY($4::date[])`,
};

const DROP: Statement = {
  name: 'cells_drop',
  text: `DELETE FROM cell_delta
    WHERE book = $1 AND seq <= (SELECT min(upto) FROM cell_slice WHERE book = $1)`,
};

/** What a step that is lost had added up is added up again, because its mark is lost with it. */
const UNHURRIED = 'SET LOCAL synchronous_commit = off';

/** The columns that a leaf is found under, one array for each. */
function keysOf(leaves: readonly Leaf[], slice: Slice): unknown[][] {
  const column = (dimension: Slice['by'][number]): string[] => {
    const place = slice.by.indexOf(dimension);
    return leaves.map(({ under }) => (place === -1 ? '' : named(under[place] ?? null)));
  };
  return [
    leaves.map(({ start }) => start),
    leaves.map(({ sheet }) => sheet),
    leaves.map(({ charter }) => charter),
    column('source'),
    column('campaign'),
    column('segment'),
    column('rep'),
  ];
}

export class CellCompaction {
  constructor(
    private readonly database: Database,
    private readonly book: Book,
  ) {}

  /** How many deltas there are, up to `most`. */
  async pending(most: number): Promise<number> {
    const [row] = await rowsOf<{ deltas: number }>(this.database.bulk, PENDING, [this.book.id, most]);
    return row?.deltas ?? 0;
  }

  /** The first deltas that not every slice has added up. */
  async deltas(most: number): Promise<Deltas> {
    const { bulk } = this.database;
    const marks = await rowsOf<{ slice: string; days: number; upto: number }>(bulk, UPTO, [this.book.id]);
    const least = Math.min(...marks.map(({ upto }) => upto));
    const rows = await rowsOf<Row & { seq: number; figures: Packed } & Record<string, unknown>>(
      bulk,
      DELTAS,
      [this.book.id, least, most],
    );
    return {
      rows: rows.map((row) => ({ ...row, figures: unpacked(row.figures) })),
      upto: new Map(marks.map(({ slice, days, upto }) => [nameOf(slice, days), upto])),
    };
  }

  /**
   * Adds leaves to a unit that has added up to `from`, which then has to `to`. False when somebody else has moved it on.
   */
  add(
    { slice, days }: Unit,
    leaves: readonly Leaf[],
    { from, to }: { from: number; to: number },
  ): Promise<boolean> {
    const unit = [this.book.id, slice.name, days];
    return inTransaction(this.database.bulk, async (sql) => {
      await sql.query(UNHURRIED);
      const moved = await rowsOf(sql, ADVANCE, [...unit, from, to]);
      if (moved.length === 0) return false;
      if (leaves.length > 0) await this.#write(sql, unit, leaves, slice);
      return true;
    });
  }

  async #write(sql: Sql, unit: readonly unknown[], leaves: readonly Leaf[], slice: Slice): Promise<void> {
    const keys = keysOf(leaves, slice);
    const standing = await rowsOf<{ place: number; figures: Packed }>(sql, STANDING, [...unit, ...keys]);
    const sums = leaves.map(({ figures }) => figures);
    for (const { place, figures } of standing) {
      const sum = unpacked(figures);
      addFigures(sum, sums[place - 1] ?? {});
      sums[place - 1] = sum;
    }
    await rowsOf(sql, WRITE, [...unit, ...keys, sums.map((figures) => JSON.stringify(packed(figures)))]);
    const emptied = leaves.filter((_, place) => Object.keys(sums[place] ?? {}).length === 0);
    if (emptied.length > 0) await rowsOf(sql, CLEAR, [...unit, emptied.map(({ start }) => start)]);
  }

  /** Drops the deltas that every slice has added up. */
  async drop(): Promise<void> {
    await rowsOf(this.database.bulk, DROP, [this.book.id]);
  }
}
