// Recycled leads: whether those that came back became SQLs as often as those that were offered for the first time.
import { countOf } from '../cells.js';
import { byChance } from '../methods/hypergeometric.js';
import { type Tally, wilson } from '../methods/wilson.js';
import { oldEnough } from '../scope.js';
import { rateWords, tally } from '../words.js';
import { costOf } from './cost.js';
import { type FindingKind, lacking } from './finding.js';
import { aboutAll, rateFigure } from './words.js';

/** Younger offers are left out: those that come back are younger than the others, and would look worse for it. */
const DAYS_TO_DECIDE = 30;
const ENOUGH_AGAIN = 20;

/** How likely chance alone sets the two so far apart. */
function apart(again: Tally, first: Tally): number {
  const total = again.of + first.of;
  return byChance({ total, marked: again.of, drawn: again.hits + first.hits, found: again.hits });
}

export const recycled: FindingKind<'ripe'> = {
  name: 'recycled',
  looksFor: 'recycled leads that never convert, or do',
  asks: (scope) => ({
    ripe: oldEnough(scope, DAYS_TO_DECIDE, { measures: ['again', 'offered', 'reached:sql'] }),
  }),
  read({ ripe }, { from, to, deals }) {
    const again = tally(countOf(ripe, 'again:sql'), countOf(ripe, 'again:offered'));
    if (again.of < ENOUGH_AGAIN)
      return lacking(`${again.of} recycled leads of ${ENOUGH_AGAIN} that are ${DAYS_TO_DECIDE} days old`);
    const first = tally(countOf(ripe, 'reached:sql') - again.hits, countOf(ripe, 'offered') - again.of);
    if (first.of === 0) return lacking('no lead that was offered for the first time');
    const worse = again.hits / again.of < first.hits / first.of;
    return {
      candidates: [
        {
          kind: 'recycled',
          ...aboutAll,
          title: worse ? 'Recycled leads hardly ever convert' : 'Recycled leads convert better than new ones',
          seen: `Of the leads that came back ${rateWords(wilson(again))} became SQL, of those offered for the first time ${rateWords(wilson(first))}. ${worse ? 'They come back too early, or unchanged.' : 'It pays to let them come back.'}`,
          figures: [rateFigure('SQL of recycled', again), rateFigure('SQL of first offers', first)],
          p: apart(again, first),
          cost: worse ? costOf(again, first, deals) : null,
          steps: [
            { do: 'see leads', sought: { trait: { is: 'second cycle' }, from, to, under: null } },
            { do: 'open clause', part: 'criterion', id: null },
          ],
        },
      ],
      lacking: null,
    };
  },
};
