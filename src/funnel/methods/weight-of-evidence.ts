// What a scoring rule tells about who gets accepted: how much more often it fires for the accepted than the rejected.
import type { Tally } from './wilson.js';

/** For how many of the accepted, and of the rejected, a rule fired. */
export interface Fired {
  accepted: Tally;
  rejected: Tally;
}

/** In logarithms, with a 95 % interval: above 0 the rule speaks for acceptance, below against, and 0 says nothing. */
export interface Weight {
  weight: number;
  low: number;
  high: number;
  n: number;
}

const Z = 1.96;

/** Half a case is added to each count, so that a rule that never fired on one side has a weight. */
const HALF = 0.5;

/**
 * ln[((acc + ½)/ACC) / ((rej + ½)/REJ)], or null when nobody was accepted or nobody rejected. The interval is that of
 * a ratio of two rates, ± 1.96 · √(1/(acc+½) − 1/(ACC+½) + 1/(rej+½) − 1/(REJ+½)) about the ratio that adds the half to
 * both ends of each fraction, and always holds the weight: a rule that fires for everybody has none.
 * Sources: I. J. Good, Probability and the Weighing of Evidence (1950); J. J. Gart, J. Nam, Approximate interval
 * estimation of the ratio of binomial parameters, Biometrics 44 (1988).
 */
export function weightOfEvidence({ accepted, rejected }: Fired): Weight | null {
  if (accepted.of === 0 || rejected.of === 0) return null;
  const share = ({ hits, of }: Tally, beside: number): number => (hits + HALF) / (of + beside);
  const weight = Math.log(share(accepted, 0) / share(rejected, 0));
  const middle = Math.log(share(accepted, HALF) / share(rejected, HALF));
  const varies = ({ hits, of }: Tally): number => 1 / (hits + HALF) - 1 / (of + HALF);
  const half = Z * Math.sqrt(varies(accepted) + varies(rejected));
  return {
    weight,
    low: Math.min(weight, middle - half),
    high: Math.max(weight, middle + half),
    n: accepted.of + rejected.of,
  };
}
