// Disputes: contested rejections on which nobody has ruled, and how often a ruling overturns them.
import { countOf } from '../cells.js';
import { orMoreThan } from '../methods/binomial.js';
import { wilson } from '../methods/wilson.js';
import { inPeriod, oldEnough } from '../scope.js';
import { rateWords, some, tally } from '../words.js';
import { heldUp } from './cost.js';
import { type Candidate, type FindingKind, lacking } from './finding.js';
import { rateFigure } from './words.js';

const MEASURES = ['reply:disputed', 'ruling'] as const;

/** A manager has a week to rule. */
const DAYS_TO_RULE = 7;

/** One ruling in two either way is what an open question looks like; more of them overturned is a rule misread. */
const TOLERATED = 0.5;
const ENOUGH_RULINGS = 10;

export const disputes: FindingKind<'all' | 'old'> = {
  name: 'disputes',
  looksFor: 'disputes without a ruling, and rejections that are overturned',
  asks: (scope) => ({
    all: inPeriod(scope, { measures: MEASURES }),
    old: oldEnough(scope, DAYS_TO_RULE, { measures: MEASURES }),
  }),
  read({ all, old }, { from, to }) {
    const seeLeads = {
      do: 'see leads',
      sought: { trait: { is: 'disputed' }, from, to, under: null },
    } as const;
    const candidates: Candidate[] = [];
    const waiting = countOf(old, 'reply:disputed') - countOf(old, 'ruling');
    if (waiting > 0)
      candidates.push({
        kind: 'disputes',
        about: 'waiting',
        title: 'Disputes wait for a ruling',
        seen: `${some(waiting, 'rejection')} that marketing contested more than ${DAYS_TO_RULE} days ago ${waiting === 1 ? 'has' : 'have'} no ruling.`,
        figures: [{ kind: 'number', label: 'without a ruling', value: waiting, n: waiting }],
        p: null,
        cost: heldUp(waiting),
        steps: [seeLeads],
      });
    const rulings = countOf(all, 'ruling');
    const of = tally(countOf(all, 'ruling:overturned'), rulings);
    if (rulings >= ENOUGH_RULINGS)
      candidates.push({
        kind: 'disputes',
        about: 'overturned',
        title: 'Most contested rejections are overturned',
        seen: `Of the disputes that were ruled on ${rateWords(wilson(of))} were overturned: the criteria are read more strictly than they are meant.`,
        figures: [rateFigure('overturned', of)],
        p: orMoreThan(of, TOLERATED),
        cost: heldUp(of.hits),
        steps: [seeLeads, { do: 'open clause', part: 'criterion', id: null }],
      });
    if (candidates.length === 0 && countOf(all, 'reply:disputed') === 0) return lacking('no dispute');
    return { candidates, lacking: null };
  },
};
