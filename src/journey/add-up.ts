// Add up: the deltas that counting leaves go into the cells, once there are many, a slice at a time.
import { cut, type Leaf, rolled, type Sorted, sorted } from '../funnel/pile.js';
import { blockDays, type Slice, slices } from '../funnel/slices.js';
import type { Book } from '../store/book.js';
import { type CellCompaction, unitName } from '../store/cell-compaction.js';
import { patience } from './patience.js';
import type { Workplace } from './workplace.js';

/** Deltas that are added up together: the more, the fewer times a cell is written. */
const DELTAS_TOGETHER = { embedded: 5_000, server: 50_000 };

/** Deltas in their order, with their figures by sheet. */
type SortedDeltas = readonly (Sorted & { seq: number })[];

/** One slice, and up to which delta it is to be added up. */
interface Task {
  slice: Slice;
  deltas: SortedDeltas;
  upto: ReadonlyMap<string, number>;
  to: number;
}

/** Adds one slice up, in blocks of every length. False when somebody else is at it. */
async function addUpSlice(compaction: CellCompaction, { slice, deltas, upto, to }: Task): Promise<boolean> {
  const others = patience();
  let [from, leaves]: [number, Leaf[]] = [-1, []];
  for (const days of blockDays) {
    const unit = { slice, days };
    const begin = upto.get(unitName(unit)) ?? to;
    if (begin >= to) continue;
    // All lengths stand at the same delta, unless a process died between two of them. A week lies within its year.
    if (begin !== from)
      leaves = cut(begin < (deltas[0]?.seq ?? 0) ? deltas : deltas.filter(({ seq }) => seq > begin), slice);
    from = begin;
    if (days !== 1) leaves = rolled(leaves, days);
    await others();
    if (!(await compaction.add(unit, leaves, { from, to }))) return false;
    await others();
  }
  return true;
}

async function addUpSome(compaction: CellCompaction, most: number): Promise<boolean> {
  const { rows, upto } = await compaction.deltas(most);
  const to = rows.at(-1)?.seq;
  if (to === undefined) return false;
  const deltas = rows.map((row) => ({ ...sorted(row), seq: row.seq }));
  for (const slice of slices) if (!(await addUpSlice(compaction, { slice, deltas, upto, to }))) return false;
  await compaction.drop();
  return true;
}

/** Adds up the deltas of a book where there are more than `most` of them; all there are where that is left out. */
export async function addUp({ store: { books } }: Workplace, book: Book, most = 0): Promise<void> {
  const together = Math.max(most, DELTAS_TOGETHER[books.embedded ? 'embedded' : 'server']);
  const compaction = books.compaction(book);
  while ((await compaction.pending(most + 1)) > most) if (!(await addUpSome(compaction, together))) return;
}
