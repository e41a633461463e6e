// Recount: everything counted once more from the events, beside the book that is read, and held against it.
import type { Book } from '../store/book.js';
import type { Unlike } from '../store/cell-proof.js';
import { addUp } from './add-up.js';
import { count, countIn } from './count.js';
import type { Workplace } from './workplace.js';

/** Nobody counts on while the two are compared; long enough for what came in during the recount. */
const HELD_SECONDS = 600;

/** More differences than these need not be listed. */
const UNLIKE_MOST = 50;

/** What a recount found. */
export interface Recount {
  /** Rows of events, facts and MQLs that were counted. */
  rows: number;
  /** Rows of cells that the recount came to. */
  cells: number;
  /** What the kept cells have otherwise; at most fifty. */
  unlike: Unlike[];
}

/** The book that is read, with everything counted that can be. */
async function levelBook(workplace: Workplace): Promise<Book> {
  const { books } = workplace.store;
  for (;;) {
    await count(workplace);
    const book = await books.open();
    if (book === null) throw new Error('a newer release counts here');
    if (book.role === 'read') return book;
  }
}

/**
 * Counts everything again and compares; with `replace` the recount is read from now on. Others count on meanwhile, but for
 * the end of it. `told` hears of the rows counted so far.
 */
export async function recount(
  workplace: Workplace,
  { replace, told }: { replace: boolean; told?: (rows: number) => void },
): Promise<Recount> {
  const { books } = workplace.store;
  const kept = await levelBook(workplace);
  for (const left of await books.all()) if (left.role === 'trial') await books.proof.remove(left);
  const trial = await books.trial();
  let rows = 0;
  const between = async (some: number): Promise<boolean> => {
    rows += some;
    told?.(rows);
    return true;
  };
  try {
    await countIn(workplace, trial, { between });
    await books.hold(kept, HELD_SECONDS);
    await countIn(workplace, trial, { between, limit: await books.markOf(kept) });
    for (const book of [kept, trial]) await addUp(workplace, book);
    const unlike = await books.proof.unlike(kept, trial, UNLIKE_MOST);
    const cells = await books.proof.size(trial);
    if (replace) await books.promote(trial);
    return { rows, cells, unlike };
  } finally {
    await books.hold(kept, 0);
    for (const book of await books.all())
      if (book.id === (replace ? kept.id : trial.id) && book.role !== 'read') await books.proof.remove(book);
  }
}
