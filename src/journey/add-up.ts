// Add up: the deltas that counting leaves go into the cells, once there are many, a slice at a time.
import { cut, type Leaf, rolled } from '../funnel/pile.js';
import { blockDays, type Slice, slices } from '../funnel/slices.js';
import type { Book } from '../store/book.js';
import { type CellCompaction, type Deltas, unitName } from '../store/cell-compaction.js';
import { patience } from './patience.js';
import type { Workplace } from './workplace.js';

/** So many deltas may be read along with a question; more are added up first. */
const DELTAS_MOST = 2_000;

/** Deltas that are added up together: the more, the fewer times a cell is written. */
const DELTAS_TOGETHER = { embedded: 2_000, server: 10_000 };

/** Adds one slice up, in blocks of every length. False when somebody else is at it. */
async function addUpSlice(
  compaction: CellCompaction,
  slice: Slice,
  { rows, upto }: Deltas,
  to: number,
): Promise<boolean> {
  const others = patience();
  let [from, leaves]: [number, Leaf[]] = [-1, []];
  for (const days of blockDays) {
    const unit = { slice, days };
    const begin = upto.get(unitName(unit)) ?? to;
    if (begin >= to) continue;
    // All lengths stand at the same delta, unless a process died between two of them.
    if (begin !== from)
      leaves = cut(
        rows.filter(({ seq }) => seq > begin),
        slice,
      );
    from = begin;
    await others();
    if (!(await compaction.add(unit, days === 1 ? leaves : rolled(leaves, days), { from, to }))) return false;
    await others();
  }
  return true;
}

async function addUpSome(compaction: CellCompaction, most: number): Promise<boolean> {
  const deltas = await compaction.deltas(most);
  const to = deltas.rows.at(-1)?.seq;
  if (to === undefined) return false;
  for (const slice of slices) if (!(await addUpSlice(compaction, slice, deltas, to))) return false;
  await compaction.drop();
  return true;
}

/** Adds up the deltas of a book where there are many of them, or all there are where `all` is asked for. */
export async function addUp({ store: { books } }: Workplace, book: Book, all = false): Promise<void> {
  const together = DELTAS_TOGETHER[books.embedded ? 'embedded' : 'server'];
  const compaction = books.compaction(book);
  const most = all ? 0 : DELTAS_MOST;
  while ((await compaction.pending(most + 1)) > most) if (!(await addUpSome(compaction, together))) return;
}
