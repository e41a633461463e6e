// How likely chance brings so many hits, when each case is a hit with a known probability: exactly, however few they are.
import { logChoose } from './hypergeometric.js';
import type { Tally } from './wilson.js';

/** The probability of exactly so many hits. */
function chanceOf(hits: number, of: number, probability: number): number {
  if (probability === 0) return hits === 0 ? 1 : 0;
  if (probability === 1) return hits === of ? 1 : 0;
  const log = hits * Math.log(probability) + (of - hits) * Math.log1p(-probability);
  return Math.exp(logChoose(of, hits) + log);
}

/**
 * The probability of so many hits or more when each case is one with `probability` (0 to 1): how sure it is that a rate
 * lies above what is tolerated. Of no cases it is 1. Counts are whole.
 * Source: C. J. Clopper, E. S. Pearson, The use of confidence or fiducial limits illustrated in the case of the binomial,
 * Biometrika 26 (1934).
 */
export function orMoreThan({ hits, of }: Tally, probability: number): number {
  // The shorter tail is summed outwards, where terms only get smaller; near the middle both are short enough.
  if (hits <= of * probability) return Math.min(1, 1 - tail(of - hits + 1, of, 1 - probability));
  return tail(hits, of, probability);
}

function tail(hits: number, of: number, probability: number): number {
  if (hits > of) return 0;
  let term = chanceOf(hits, of, probability);
  let sum = term;
  for (let k = hits; k < of && term > sum * Number.EPSILON; k += 1) {
    term *= ((of - k) / (k + 1)) * (probability / (1 - probability));
    sum += term;
  }
  return Math.min(1, sum);
}
