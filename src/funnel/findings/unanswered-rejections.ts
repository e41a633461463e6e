// Rejections that marketing never answered: a reason nobody reads changes nothing.
import { countOf } from '../cells.js';
import { wilson } from '../methods/wilson.js';
import { oldEnough } from '../scope.js';
import { rateWords, tally } from '../words.js';
import { heldUp } from './cost.js';
import { type FindingKind, lacking, nothing } from './finding.js';
import { aboutAll, rateFigure } from './words.js';

/** Marketing has a week to answer before its silence is told. */
export const DAYS_TO_REPLY = 7;

/** Fewer than these, or a smaller share, is somebody's holiday. */
const FEW = 3;
const SHARE_TOLD = 0.1;

export const unansweredRejections: FindingKind<'due'> = {
  name: 'unanswered_rejections',
  looksFor: 'rejections that marketing never answered',
  asks: (scope) => ({
    due: oldEnough(scope, DAYS_TO_REPLY, { measures: ['rejected', 'handed_back', 'reply'] }),
  }),
  read({ due }, { from, to }) {
    const refused = countOf(due, 'rejected') + countOf(due, 'handed_back');
    if (refused === 0) return lacking(`no rejection older than ${DAYS_TO_REPLY} days`);
    const of = tally(Math.max(0, refused - countOf(due, 'reply')), refused);
    if (of.hits < FEW || of.hits / of.of <= SHARE_TOLD) return nothing;
    return {
      candidates: [
        {
          kind: 'unanswered_rejections',
          ...aboutAll,
          title: 'Rejections are left without an answer',
          seen: `${rateWords(wilson(of))} of the rejections older than ${DAYS_TO_REPLY} days have no reply: nobody said that they were read.`,
          figures: [rateFigure('without a reply', of)],
          p: null,
          cost: heldUp(of.hits),
          steps: [
            { do: 'see leads', sought: { trait: { is: 'without reply' }, from, to, under: null } },
            { do: 'tell marketing' },
          ],
        },
      ],
      lacking: null,
    };
  },
};
