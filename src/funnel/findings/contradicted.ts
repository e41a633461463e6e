// Rejections that contradict the data: too many of them cite what the data says is met, whatever the criterion.
import { countOf } from '../cells.js';
import { orMoreThan } from '../methods/binomial.js';
import { wilson } from '../methods/wilson.js';
import { inPeriod } from '../scope.js';
import { rateWords, tally } from '../words.js';
import { heldUp } from './cost.js';
import { type FindingKind, lacking } from './finding.js';
import { aboutAll, ENOUGH_CASES, rateFigure } from './words.js';

/** Up to so many are what stale or wrong data explains. */
const TOLERATED = 0.1;

export const contradicted: FindingKind<'all'> = {
  name: 'contradicted',
  looksFor: 'rejections that contradict the data',
  asks: (scope) => ({
    all: inPeriod(scope, { measures: ['rejected', 'handed_back', 'reason:contradicted'] }),
  }),
  read({ all }, { from, to }) {
    const refused = countOf(all, 'rejected') + countOf(all, 'handed_back');
    if (refused < ENOUGH_CASES) return lacking(`${refused} rejections of ${ENOUGH_CASES}`);
    const of = tally(countOf(all, 'reason:contradicted'), refused);
    const sought = { trait: { is: 'contradicted' }, from, to, under: null } as const;
    return {
      candidates: [
        {
          kind: 'contradicted',
          ...aboutAll,
          title: 'Rejections contradict the data',
          seen: `${rateWords(wilson(of))} of the rejections cite a criterion that the data says is met: the data, or what it is read as, is wrong.`,
          figures: [rateFigure('rejections that contradict the data', of)],
          p: orMoreThan(of, TOLERATED),
          cost: heldUp(of.hits),
          steps: [{ do: 'see leads', sought }, { do: 'tell marketing' }],
        },
      ],
      lacking: null,
    };
  },
};
