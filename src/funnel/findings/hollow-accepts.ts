// Hollow accepts: leads that somebody took and nobody ever touched.
import { countOf, figureOf } from '../cells.js';
import { orMoreThan } from '../methods/binomial.js';
import { wilson } from '../methods/wilson.js';
import { inPeriod } from '../scope.js';
import { rateWords, tally } from '../words.js';
import { costOf } from './cost.js';
import { type FindingKind, lacking } from './finding.js';
import { longerThan } from './longer.js';
import { aboutAll, ENOUGH_CASES, rateFigure } from './words.js';

/** Now and then somebody falls ill after accepting. */
const TOLERATED = 0.05;

export const hollowAccepts: FindingKind<'all'> = {
  name: 'hollow_accepts',
  looksFor: 'accepted leads that nobody touched',
  asks: (scope) => ({ all: inPeriod(scope, { measures: ['touching', 'reached'] }) }),
  read({ all }, { charter, from, to, deals }) {
    const allowed = charter.clocks.firstTouchWorkingMinutes;
    const [open, ended] = [figureOf(all, 'touching:open'), figureOf(all, 'touching:ended')];
    // Handed back untouched in the agreed time is an answer; what is open in it may still be touched.
    const hollow = longerThan(allowed, open) + longerThan(allowed, ended);
    const accepted = countOf(all, 'touching') - (open.n - longerThan(allowed, open));
    if (accepted < ENOUGH_CASES) return lacking(`${accepted} accepted leads of ${ENOUGH_CASES}`);
    const of = tally(hollow, accepted);
    const worked = tally(countOf(all, 'reached:sql'), accepted - of.hits);
    return {
      candidates: [
        {
          kind: 'hollow_accepts',
          ...aboutAll,
          title: 'Leads are accepted and then left untouched',
          seen: `${rateWords(wilson(of))} of the accepted leads had no first touch in the agreed time, and none later. Of the others ${rateWords(wilson(worked))} became SQL.`,
          figures: [rateFigure('accepted and never touched', of), rateFigure('SQL of the others', worked)],
          p: orMoreThan(of, TOLERATED),
          cost: costOf({ hits: 0, of: of.hits }, worked, deals),
          steps: [
            { do: 'see leads', sought: { trait: { is: 'hollow' }, from, to, under: null } },
            { do: 'open clause', part: 'clocks', id: null },
          ],
        },
      ],
      lacking: null,
    };
  },
};
