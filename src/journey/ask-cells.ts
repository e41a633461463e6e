// Stand-in until cells are kept: answers questions from all handshakes there are.
import { answer, type Cell, cellOf, type Question } from '../funnel/cells.js';
import { countOfLead, countsOf } from '../funnel/counts.js';
import { passageOf } from '../funnel/passage.js';
import { countsOfWaiting, waitingOf } from '../funnel/waiting.js';
import { termsOf } from './watch.js';
import type { Workplace } from './workplace.js';

export async function asker(workplace: Workplace): Promise<(question: Question) => Promise<Cell[]>> {
  const { store, now } = workplace;
  const cells: Cell[] = [];
  for (const beginning of await store.plainCells.beginnings()) {
    const passage = passageOf(beginning);
    const { charter } = await store.charters.version(beginning.offer.charterVersion);
    const terms = { ...termsOf(workplace, charter), charter };
    for (const count of countsOf(passage, terms)) cells.push(cellOf(count));
    const waiting = waitingOf(passage, terms);
    if (waiting !== null)
      for (const count of countsOfWaiting(waiting, terms.calendar, now())) cells.push(cellOf(count));
  }
  const { charter, version } = await store.charters.inForce();
  const terms = termsOf(workplace, charter);
  for (const { source, campaign, at, mql } of await store.plainCells.leads())
    for (const kind of mql ? (['lead', 'mql'] as const) : (['lead'] as const))
      cells.push(
        cellOf(countOfLead({ kind, source, campaign, segment: null, at: at.toISOString() }, version, terms)),
      );
  return async (question) => answer(cells, question);
}
