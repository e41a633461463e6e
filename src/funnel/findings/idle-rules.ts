// Scoring rules that carry no weight: with all other points held still, theirs do not make acceptance likelier.
import type { Charter, ScoringRule } from '../../charter/charter.js';
import { countOf } from '../cells.js';
import { type Case, type Fit, logistic } from '../methods/logistic.js';
import { above } from '../methods/normal.js';
import { holm } from '../methods/residuals.js';
import { weightOfEvidence } from '../methods/weight-of-evidence.js';
import { inPeriod, type Sampled } from '../scope.js';
import { tally } from '../words.js';
import { heldUp } from './cost.js';
import { type Candidate, type FindingKind, lacking } from './finding.js';
import { ENOUGH_CASES, rateFigure } from './words.js';

/** Points are compared by tens, so that log odds have a readable size. */
const TEN = 10;

/** A rule that moves sales less than this share of what its points promise carries no weight. */
const NO_WEIGHT = 0.4;

/** Fewer answered leads than this tell nothing of ten rules at once. */
const ENOUGH_SAMPLED = 200;

/** Rules that gave points to some of the leads and not to others: what all have tells none from another. */
function telling(sample: readonly Sampled[], { scoring }: Charter): ScoringRule[] {
  return scoring.filter(({ id }) => {
    const fired = sample.filter(({ points }) => (points[id] ?? 0) > 0).length;
    return fired >= ENOUGH_CASES && sample.length - fired >= ENOUGH_CASES;
  });
}

/** The log odds that ten points of one rule add, beside those that ten points of the others add on the whole. */
interface Weighed {
  rule: ScoringRule;
  own: number;
  others: number;
  p: number;
}

/**
 * Whether a rule's points move sales as those of the others do. The leads are chosen by the same points that are held
 * still here, so that having been chosen bends nothing.
 */
function weigh(sample: readonly Sampled[], rule: ScoringRule): Weighed | null {
  const cases = sample.map(({ points, accepted }): Case => {
    const own = points[rule.id] ?? 0;
    const all = Object.values(points).reduce((sum, each) => sum + each, 0);
    // The second is how much more, or less, the rule's own points do than points do.
    return { amounts: [all / TEN, own / TEN], happened: accepted };
  });
  const fit: Fit | null = logistic(cases);
  const [others, apart] = fit?.slopes ?? [];
  const error = Math.sqrt(fit?.covariance[2]?.[2] ?? 0);
  if (others === undefined || apart === undefined || error === 0) return null;
  return { rule, own: others + apart, others, p: 1 - above(apart / error) };
}

/** Unless the points of the others do move sales, there is nothing to hold a rule against. */
const isIdle = ({ own, others }: Weighed): boolean => others > 0 && own < NO_WEIGHT * others;

export const idleRules: FindingKind<'all'> = {
  name: 'idle_rules',
  looksFor: 'scoring rules that carry no weight',
  asks: (scope) => ({ all: inPeriod(scope, { measures: ['rule', 'outcome'] }) }),
  read({ all }, { charter, sample }) {
    if (sample.length < ENOUGH_SAMPLED)
      return lacking(`${sample.length} answered leads of ${ENOUGH_SAMPLED} under one charter`);
    const seen = telling(sample, charter).flatMap((rule) => weigh(sample, rule) ?? []);
    if (seen.length === 0) return lacking('no scoring rule that told the answered leads apart');
    const ps = holm(seen.map(({ p }) => p));
    const [accepted, rejected] = [countOf(all, 'outcome:accepted'), countOf(all, 'outcome:rejected')];
    const candidates = seen.map((weighed, place): Candidate => {
      const { rule, own, others } = weighed;
      const fired = {
        accepted: tally(countOf(all, `rule:${rule.id}:accepted`), accepted),
        rejected: tally(countOf(all, `rule:${rule.id}:rejected`), rejected),
      };
      const evidence = weightOfEvidence(fired)?.weight ?? 0;
      const times = (log: number): string => Math.exp(log).toFixed(2);
      return {
        kind: 'idle_rules',
        about: rule.id,
        title: `The points for “${rule.label}” carry no weight`,
        seen: `Ten of them multiply the odds of acceptance by ${times(own)}, ten points of the other rules by ${times(others)} (n = ${sample.length.toLocaleString('en-AU')}, all other points held still). They came to accepted leads ${times(evidence)} times as often as to rejected ones. Only leads at or above the threshold are judged.`,
        figures: [
          { kind: 'number', label: 'log odds of ten points', value: own, n: sample.length },
          rateFigure('of the accepted had them', fired.accepted),
          rateFigure('of the rejected had them', fired.rejected),
        ],
        p: isIdle(weighed) ? (ps[place] ?? 1) : 1,
        cost: heldUp(fired.rejected.hits),
        steps: [{ do: 'open clause', part: 'scoring', id: rule.id }],
      };
    });
    return { candidates, lacking: null };
  },
};
