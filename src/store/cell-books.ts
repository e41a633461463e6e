// Books: the counts of a workspace, one that is read, and others on their way to take its place or to be compared with it.
import { blockDays, EDITION, slices } from '../funnel/slices.js';
import type { Book, BookRole } from './book.js';
import { CellCompaction } from './cell-compaction.js';
import { CellProof } from './cell-proof.js';
import type { Charters } from './charters.js';
import { CountingStep, type Mark } from './counting.js';
import type { Database } from './open-database.js';
import { inTransaction, rowsOf, type Sql, type Statement } from './sql.js';

/** The kind of the advisory lock under which books are opened; that of nudges is 2. */
const BOOKKEEPING = 3;

const ALONE: Statement = { name: 'book_alone', text: 'SELECT pg_advisory_xact_lock($1::int, hashtext($2))' };

const ALL: Statement = {
  name: 'book_all',
  text: 'SELECT id::text, role, edition FROM cell_book WHERE workspace = $1 ORDER BY id',
};

const BEGIN: Statement = {
  name: 'book_begin',
  text: `WITH begun AS (INSERT INTO cell_book (workspace, edition, role) VALUES ($1, $2, $3) RETURNING id)
    INSERT INTO cell_slice (book, slice, days, upto)
    SELECT begun.id, s.slice, s.days, 0 FROM begun, unnest($4::text[], $5::int[]) AS s(slice, days)
    RETURNING book::text AS id`,
};

const MARK = `SELECT event_xid::text AS "eventXid", event_seq::text AS "eventSeq", facts_xid::text AS "factsXid",
    facts_seq::text AS "factsSeq", mql_xid::text AS "mqlXid", mql_seq::text AS "mqlSeq"
  FROM cell_book WHERE id = $1`;

const LOOK: Statement = { name: 'book_look', text: MARK };

/** Locked for the one who goes on with it; others find nothing, and need not wait. */
const TAKE: Statement = {
  name: 'book_take',
  text: `${MARK} AND (held_until IS NULL OR held_until < clock_timestamp()) FOR UPDATE SKIP LOCKED`,
};

const RETIRE: Statement = {
  name: 'book_retire',
  text: `UPDATE cell_book SET role = 'old' WHERE workspace = $1 AND id <> $2 AND role IN ('read', 'next')`,
};

const PROMOTE: Statement = { name: 'book_promote', text: `UPDATE cell_book SET role = 'read' WHERE id = $1` };

const HOLD: Statement = {
  name: 'book_hold',
  text: `UPDATE cell_book SET held_until = clock_timestamp() + make_interval(secs => $2) WHERE id = $1`,
};

/** Rows of transactions that this server has not had yet: the database was restored from the dump of another. */
const FOREIGN: Statement = {
  name: 'book_foreign',
  text: `SELECT EXISTS (SELECT 1 FROM handshake_event WHERE xid > pg_snapshot_xmax(pg_current_snapshot()))
    OR EXISTS (SELECT 1 FROM lead_facts WHERE xid > pg_snapshot_xmax(pg_current_snapshot())) AS "isForeign"`,
};

/** All that was restored has been committed long ago; what was counted of it is counted again. */
const ADOPT = [
  'SET LOCAL statement_timeout = 0',
  'TRUNCATE cell, cell_delta, cell_slice, cell_waiting, cell_book',
  ...['handshake_event', 'lead_facts', 'unoffered_mql'].map(
    (table) => `UPDATE ${table} SET xid = '0'::xid8 WHERE xid > pg_snapshot_xmax(pg_current_snapshot())`,
  ),
];

/** The commit does not wait for the disk: what a lost one had counted is counted again, because its mark is lost with it. */
const UNHURRIED = 'SET LOCAL synchronous_commit = off';

const markOf = (row: Record<string, string>): Mark => ({
  events: { xid: row.eventXid ?? '', seq: row.eventSeq ?? '' },
  facts: { xid: row.factsXid ?? '', seq: row.factsSeq ?? '' },
  mqls: { xid: row.mqlXid ?? '', seq: row.mqlSeq ?? '' },
});

export class CellBooks {
  /** Compares books, and removes those that are done with. */
  readonly proof: CellProof;
  #looked = false;

  constructor(
    private readonly database: Database,
    private readonly workspace: string,
    private readonly charters: Charters,
  ) {
    this.proof = new CellProof(database);
  }

  /** What adds the deltas of a book up. */
  compaction(book: Book): CellCompaction {
    return new CellCompaction(this.database, book);
  }

  /** Whether the database is the embedded one, which answers nobody else while a long statement runs. */
  get embedded(): boolean {
    return this.database.embedded;
  }

  /**
   * The book that counting goes on in: the one that is read, or, where that is of an earlier edition, the next one. Null
   * where it is of a later edition: a newer release counts, and this process has nothing to add.
   */
  async open(): Promise<Book | null> {
    if (!this.#looked) await this.#adopt();
    this.#looked = true;
    const found = this.#among(await this.all());
    if (found !== undefined) return found;
    return this.#alone(async (sql) => {
      const books = await this.all(sql);
      const role = books.some((book) => book.role === 'read') ? 'next' : 'read';
      return this.#among(books) ?? this.#begin(role, sql);
    });
  }

  all(sql: Sql = this.database.bulk): Promise<Book[]> {
    return rowsOf<Book & Record<string, unknown>>(sql, ALL, [this.workspace]);
  }

  #among(books: readonly Book[]): Book | null | undefined {
    const read = books.find(({ role }) => role === 'read');
    if (read !== undefined && read.edition >= EDITION) return read.edition === EDITION ? read : null;
    return books.find(({ role, edition }) => role === 'next' && edition === EDITION);
  }

  async #begin(role: BookRole, sql: Sql): Promise<Book> {
    const pairs = slices.flatMap(({ name }) => blockDays.map((days) => ({ name, days })));
    const [names, lengths] = [pairs.map(({ name }) => name), pairs.map(({ days }) => days)];
    const values = [this.workspace, EDITION, role, names, lengths];
    const [row] = await rowsOf<{ id: string }>(sql, BEGIN, values);
    if (row === undefined) throw new Error('a book was not begun');
    return { id: row.id, role, edition: EDITION };
  }

  async #adopt(): Promise<void> {
    const [row] = await rowsOf<{ isForeign: boolean }>(this.database.bulk, FOREIGN, []);
    if (!row?.isForeign) return;
    await this.#alone(async (sql) => {
      for (const statement of ADOPT) await sql.query(statement);
    });
  }

  /** Begins a book to compare with the one that is read. */
  trial(): Promise<Book> {
    return this.#alone((sql) => this.#begin('trial', sql));
  }

  /** Has questions read this book from now on; the others are left to be removed. */
  promote({ id }: Book): Promise<void> {
    return this.#alone(async (sql) => {
      await rowsOf(sql, RETIRE, [this.workspace, id]);
      await rowsOf(sql, PROMOTE, [id]);
    });
  }

  /** Up to where a book has counted. */
  async markOf({ id }: Book): Promise<Mark> {
    const [row] = await rowsOf<Record<string, string>>(this.database.bulk, LOOK, [id]);
    if (row === undefined) throw new Error('there is no such book any more');
    return markOf(row);
  }

  /** Keeps everybody from going on with a book, for so many seconds from now. */
  async hold({ id }: Book, seconds: number): Promise<void> {
    await rowsOf(this.database.bulk, HOLD, [id, seconds]);
  }

  /** One step on a book; null when somebody else is at it, or it is held. */
  step<T>({ id: book }: Book, work: (step: CountingStep) => Promise<T>): Promise<T | null> {
    return inTransaction(this.database.bulk, async (sql) => {
      await sql.query(UNHURRIED);
      const [row] = await rowsOf<Record<string, string>>(sql, TAKE, [book]);
      if (row === undefined) return null;
      const { workspace, charters } = this;
      return work(new CountingStep(sql, { workspace, book, mark: markOf(row), charters }));
    });
  }

  #alone<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return inTransaction(this.database.bulk, async (sql) => {
      await rowsOf(sql, ALONE, [BOOKKEEPING, this.workspace]);
      return work(sql);
    });
  }
}
