// The system's delay: cards that reach the channel long after their lead qualified, before any clock of sales runs.
import { figureOf } from '../cells.js';
import { orMoreThan } from '../methods/binomial.js';
import { quantile } from '../methods/histogram.js';
import { wilson } from '../methods/wilson.js';
import { inPeriod } from '../scope.js';
import { minutesWords, rateWords, tally } from '../words.js';
import { heldUp } from './cost.js';
import { type FindingKind, lacking } from './finding.js';
import { longerThan } from './longer.js';
import { aboutAll, ENOUGH_CASES, rateFigure } from './words.js';

/** A card that is there within so many minutes costs nobody anything. */
const QUICK_MINUTES = 15;
const TOLERATED = 0.05;

export const systemDelay: FindingKind<'all'> = {
  name: 'system_delay',
  looksFor: 'cards that the system posts late',
  asks: (scope) => ({ all: inPeriod(scope, { measures: ['posted'] }) }),
  read({ all }, { from, to }) {
    const posted = figureOf(all, 'posted');
    const { n, minutes } = posted;
    if (n < ENOUGH_CASES) return lacking(`${n} posted cards of ${ENOUGH_CASES}`);
    const slow = longerThan(QUICK_MINUTES, posted);
    const of = tally(slow, n);
    const [median, p90] = [quantile(minutes, 0.5) ?? 0, quantile(minutes, 0.9) ?? 0];
    return {
      candidates: [
        {
          kind: 'system_delay',
          ...aboutAll,
          title: 'Cards reach the channel late',
          seen: `${rateWords(wilson(of))} of the cards were posted more than ${QUICK_MINUTES} minutes after their lead qualified (median ${minutesWords(median)}, 90 % within ${minutesWords(p90)}). That is the system's time, and on no rep's clock.`,
          figures: [
            rateFigure(`later than ${QUICK_MINUTES} minutes`, of),
            { kind: 'minutes', label: 'until the card is there, median', minutes: median, clock: 'wall', n },
          ],
          p: orMoreThan(of, TOLERATED),
          cost: heldUp(slow),
          steps: [{ do: 'see leads', sought: { trait: { is: 'offered' }, from, to, under: null } }],
        },
      ],
      lacking: null,
    };
  },
};
