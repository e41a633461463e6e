// Scoring rules that carry no weight: their points come to leads whom sales accepts no more often than others.
import { countOf } from '../cells.js';
import { above } from '../methods/normal.js';
import { holm } from '../methods/residuals.js';
import { type Weight, weightOfEvidence } from '../methods/weight-of-evidence.js';
import { inPeriod } from '../scope.js';
import { tally } from '../words.js';
import { heldUp } from './cost.js';
import { type Candidate, type FindingKind, lacking } from './finding.js';
import { ENOUGH_CASES, rateFigure } from './words.js';

/** A rule that makes acceptance a fifth likelier, or more, carries weight. */
const WEIGHS = Math.log(1.2);

/** How often chance shows so little weight for a rule that does weigh as much. */
function idle({ weight, low, high }: Weight): number {
  const error = (high - low) / (2 * 1.96);
  return error === 0 ? 1 : 1 - above((weight - WEIGHS) / error);
}

export const idleRules: FindingKind<'all'> = {
  name: 'idle_rules',
  looksFor: 'scoring rules that carry no weight',
  asks: (scope) => ({ all: inPeriod(scope, { measures: ['rule', 'outcome'] }) }),
  read({ all }, { charter }) {
    const [accepted, rejected] = [countOf(all, 'outcome:accepted'), countOf(all, 'outcome:rejected')];
    if (accepted < ENOUGH_CASES || rejected < ENOUGH_CASES)
      return lacking(
        `${accepted} accepted and ${rejected} rejected leads, and ${ENOUGH_CASES} of each are needed`,
      );
    const seen = charter.scoring.flatMap((rule) => {
      const fired = {
        accepted: tally(countOf(all, `rule:${rule.id}:accepted`), accepted),
        rejected: tally(countOf(all, `rule:${rule.id}:rejected`), rejected),
      };
      const hits = fired.accepted.hits + fired.rejected.hits;
      const weight = weightOfEvidence(fired);
      // What fires for nearly every MQL, as a mandatory criterion does, tells none from another; nor does what hardly fires.
      const tells = hits >= ENOUGH_CASES && accepted + rejected - hits >= ENOUGH_CASES;
      return tells && weight !== null ? [{ rule, fired, weight }] : [];
    });
    if (seen.length === 0)
      return lacking('no scoring rule that fired for some of the answered leads and not for others');
    const ps = holm(seen.map(({ weight }) => idle(weight)));
    const candidates = seen.map(({ rule, fired, weight }, place): Candidate => {
      const times = (log: number): string => Math.exp(log).toFixed(2);
      return {
        kind: 'idle_rules',
        about: rule.id,
        title: `The points for “${rule.label}” carry no weight`,
        seen: `They came to accepted leads ${times(weight.weight)} times as often as to rejected ones (95 % interval ${times(weight.low)} to ${times(weight.high)}; 1 is no difference). Only leads at or above the threshold are judged, which hides a little of a rule's weight.`,
        figures: [
          rateFigure('of the accepted had them', fired.accepted),
          rateFigure('of the rejected had them', fired.rejected),
        ],
        p: ps[place] ?? 1,
        cost: heldUp(fired.rejected.hits),
        steps: [{ do: 'open clause', part: 'scoring', id: rule.id }],
      };
    });
    return { candidates, lacking: null };
  },
};
