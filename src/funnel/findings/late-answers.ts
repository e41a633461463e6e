// Answers that come late, and what late costs here: how leads fare that were answered after the agreed time.
import { countOf } from '../cells.js';
import { orMoreThan } from '../methods/binomial.js';
import { wilson } from '../methods/wilson.js';
import { inPeriod } from '../scope.js';
import { minutesWords, rateWords, tally } from '../words.js';
import { costOf } from './cost.js';
import { type FindingKind, lacking } from './finding.js';
import { aboutAll, ENOUGH_CASES, rateFigure } from './words.js';

/** Up to so many late answers are what a week with a holiday or a sick colleague brings. */
const TOLERATED = 0.1;

export const lateAnswers: FindingKind<'all'> = {
  name: 'late_answers',
  looksFor: 'answers that come late, and what late costs here',
  asks: (scope) => ({ all: inPeriod(scope, { measures: ['timed', 'unanswered'] }) }),
  read({ all }, scope) {
    const { from, to, charter, deals } = scope;
    const inTime = countOf(all, 'timed:in_time:offered');
    const answeredLate = countOf(all, 'timed:late:offered');
    const overdue = countOf(all, 'unanswered:overdue') + countOf(all, 'unanswered:lapsed');
    const of = tally(answeredLate + overdue, inTime + answeredLate + overdue);
    if (of.of < ENOUGH_CASES) return lacking(`${of.of} leads of ${ENOUGH_CASES} whose answer was due`);
    const late = tally(countOf(all, 'timed:late:sql'), answeredLate + overdue);
    const timely = tally(countOf(all, 'timed:in_time:sql'), inTime);
    const costs =
      late.of < ENOUGH_CASES || timely.of < ENOUGH_CASES
        ? `What that costs cannot be said from ${late.of} late and ${timely.of} timely answers.`
        : `Of those that waited longer ${rateWords(wilson(late))} became SQL, of the others ${rateWords(wilson(timely))}.`;
    return {
      candidates: [
        {
          kind: 'late_answers',
          ...aboutAll,
          title: 'Answers come later than agreed',
          seen: `${rateWords(wilson(of))} of the leads were answered after the agreed ${minutesWords(charter.clocks.answerWorkingMinutes)} of working time, or not yet. ${costs}`,
          figures: [
            rateFigure('late or overdue', of),
            rateFigure('SQL of late', late),
            rateFigure('SQL of timely', timely),
          ],
          p: orMoreThan(of, TOLERATED),
          cost: costOf(late, timely, deals),
          steps: [
            { do: 'see leads', sought: { trait: { is: 'answered late' }, from, to, under: null } },
            { do: 'open clause', part: 'clocks', id: null },
          ],
        },
      ],
      lacking: null,
    };
  },
};
