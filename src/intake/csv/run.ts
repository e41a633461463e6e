// One run over a CSV file: fills rows by the map, checks them, delivers them batch by batch, and counts.
import type { Answer, Deliver } from '../keep.js';
import type { RejectedRow, RowError } from '../row-errors.js';
import { readLeads, readSignals } from '../rows.js';
import { fillRow } from './fill.js';
import type { CsvMap } from './map.js';
import type { Rejects } from './rejects.js';
import type { CsvFile, CsvRow } from './rows-of-csv.js';

/** Rows that are delivered together. */
const BATCH_ROWS = 500;

/** How far a run came. `line` is the last line that was done with. */
export interface Tally {
  rows: number;
  accepted: number;
  updated: number;
  duplicates: number;
  rejected: number;
  line: number;
  interrupted: boolean;
}

/** What a run works with. Without `deliver` rows are checked and not sent. */
interface Run {
  map: CsvMap;
  csv: CsvFile;
  history: boolean;
  deliver: Deliver | null;
  rejects: Rejects;
  /** A clock that no date may be ahead of. */
  now: () => Date;
  /** Asked between batches. */
  interrupted: () => boolean;
  /** Told after each batch. */
  progress: (tally: Tally) => void;
}

/** One row of the file with the row that it became. */
interface Filled {
  of: CsvRow;
  row: unknown;
}

const reasonsOf = (errors: readonly RowError[]): string[] =>
  errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));

/** Rejects the rows at these places; returns the others. */
function rejectAt(rows: readonly Filled[], rejected: readonly RejectedRow[], rejects: Rejects): Filled[] {
  const reasons = new Map(rejected.map(({ index, errors }) => [index, errors]));
  return rows.filter(({ of }, index) => {
    const errors = reasons.get(index);
    if (errors !== undefined) rejects.add(of, reasonsOf(errors));
    return errors === undefined;
  });
}

/** Fills and checks a batch; what is faulty goes to the rejects, in the order of the file. */
function check(batch: readonly CsvRow[], { map, csv, rejects, now }: Run): Filled[] {
  const filled = batch.map((of) => {
    if (of.fault !== null) return { of, row: null, errors: [{ path: '', message: of.fault }] };
    return { of, ...fillRow(map, new Map(csv.header.map((name, index) => [name, of.cells[index] ?? '']))) };
  });
  const read = map.holds === 'leads' ? readLeads : readSignals;
  const { rejected } = read(
    filled.map(({ row }) => row),
    now(),
  );
  const found = new Map(rejected.map(({ index, errors }) => [index, errors]));
  // A cell that could not be read leaves its field out; that fault is the one to tell.
  const faults = filled.flatMap(({ errors }, index) => {
    const told = errors.length > 0 ? errors : (found.get(index) ?? []);
    return told.length > 0 ? [{ index, errors: told }] : [];
  });
  return rejectAt(filled, faults, rejects);
}

const UNSENT: Answer = { accepted: 0, duplicates: 0, updated: 0, rejected: [] };

async function deliverBatch(batch: readonly CsvRow[], run: Run, tally: Tally): Promise<void> {
  const good = check(batch, run);
  const rows = good.map(({ row }) => row);
  const parcel = { history: run.history, leads: [] as unknown[], signals: [] as unknown[] };
  parcel[run.map.holds] = rows;
  const sent = run.deliver !== null && rows.length > 0;
  const answer = sent && run.deliver !== null ? await run.deliver(parcel) : UNSENT;
  rejectAt(good, answer.rejected, run.rejects);
  tally.rows += batch.length;
  tally.accepted += run.deliver === null ? rows.length : answer.accepted;
  tally.updated += answer.updated;
  tally.duplicates += answer.duplicates;
  tally.rejected = run.rejects.count;
  tally.line = batch.at(-1)?.line ?? tally.line;
  run.progress({ ...tally });
}

/**
 * Runs over the file until its end, or until it is interrupted between two batches. `tally` is kept up to date, so
 * that whoever catches an error knows how far it came. Throws what reading and delivering throw.
 */
export async function runImport(run: Run, tally: Tally): Promise<void> {
  let batch: CsvRow[] = [];
  for await (const row of run.csv.rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    await deliverBatch(batch, run, tally);
    batch = [];
    if (run.interrupted()) {
      tally.interrupted = true;
      return;
    }
  }
  if (batch.length > 0) await deliverBatch(batch, run, tally);
}
