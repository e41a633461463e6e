// The proof of the cells: two books held against each other, row by row; and the end of books that are done with.
import { blockDays, slices } from '../funnel/slices.js';
import type { Book } from './book.js';
import type { Database } from './open-database.js';
import { rowsOf, type Statement } from './sql.js';

/** One row that two books do not have alike, and what each has of it; null where it has none. */
export interface Unlike {
  slice: string;
  days: number;
  start: string;
  sheet: string;
  under: string;
  one: unknown;
  other: unknown;
}

const UNLIKE: Statement = {
  name: 'cells_unlike',
  text: `SELECT $3 AS slice, $4::int AS days, start::text, sheet, concat_ws(' · ', charter::text, nullif(source, ''),
      nullif(campaign, ''), nullif(segment, ''), nullif(rep, '')) AS under, a.figures AS one, b.figures AS other
    FROM (SELECT * FROM cell WHERE book = $1 AND slice = $3 AND days = $4) a
      FULL JOIN (SELECT * FROM cell WHERE book = $2 AND slice = $3 AND days = $4) b
      USING (start, sheet, charter, source, campaign, segment, rep)
    WHERE a.figures IS DISTINCT FROM b.figures ORDER BY start, sheet, under LIMIT $5`,
};

const WAITING_UNLIKE: Statement = {
  name: 'cells_waiting_unlike',
  text: `SELECT 'waiting' AS slice, 1 AS days, coalesce(a.day, b.day)::text AS start, 'waiting' AS sheet,
      handshake_id AS under, to_jsonb(a) - 'book' AS one, to_jsonb(b) - 'book' AS other
    FROM (SELECT * FROM cell_waiting WHERE book = $1) a FULL JOIN (SELECT * FROM cell_waiting WHERE book = $2) b
      USING (handshake_id)
    WHERE to_jsonb(a) - 'book' IS DISTINCT FROM to_jsonb(b) - 'book' LIMIT $3`,
};

const CELLS: Statement = {
  name: 'cells_count',
  text: 'SELECT count(*)::int AS cells FROM cell WHERE book = $1',
};

const REMOVE_CELLS: Statement = {
  name: 'book_remove_cells',
  text: 'DELETE FROM cell WHERE book = $1 AND slice = $2 AND days = $3',
};

export class CellProof {
  constructor(private readonly database: Database) {}

  /** The rows that two books do not have alike, at most so many; both must have added up all their deltas. */
  async unlike(one: Book, other: Book, most: number): Promise<Unlike[]> {
    const { bulk } = this.database;
    const found = await rowsOf<Unlike & Record<string, unknown>>(bulk, WAITING_UNLIKE, [
      one.id,
      other.id,
      most,
    ]);
    for (const { name } of slices)
      for (const days of blockDays) {
        const values = [one.id, other.id, name, days, most];
        if (found.length < most)
          found.push(...(await rowsOf<Unlike & Record<string, unknown>>(bulk, UNLIKE, values)));
      }
    return found.slice(0, most);
  }

  /** How many rows a book has. */
  async size({ id }: Book): Promise<number> {
    const [row] = await rowsOf<{ cells: number }>(this.database.bulk, CELLS, [id]);
    return row?.cells ?? 0;
  }

  /** Removes a book that nobody reads, in pieces. */
  async remove({ id }: Book): Promise<void> {
    const { bulk } = this.database;
    for (const { name } of slices)
      for (const days of blockDays) await rowsOf(bulk, REMOVE_CELLS, [id, name, days]);
    for (const table of ['cell_delta', 'cell_waiting', 'cell_slice'])
      await bulk.query(`DELETE FROM ${table} WHERE book = $1`, [id]);
    await bulk.query('DELETE FROM cell_book WHERE id = $1', [id]);
  }
}
