// How good probabilities were, once it is known what happened.
import { mean } from './chart.js';

/** A probability between 0 and 1, and whether the thing then happened. */
export interface Forecast {
  probability: number;
  happened: boolean;
}

/** 0 is perfect. `reference` is the score of always saying the overall rate: a forecast worth having is below it. */
export interface BrierScore {
  score: number;
  reference: number;
  n: number;
}

/**
 * The mean square of probability less outcome (1 or 0): half of what Brier's paper prints, which adds both classes.
 * Null of nothing; throws a RangeError when a probability is none.
 * Source: G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950).
 */
export function brier(forecasts: readonly Forecast[]): BrierScore | null {
  if (forecasts.length === 0) return null;
  if (forecasts.some(({ probability: p }) => !(p >= 0 && p <= 1)))
    throw new RangeError('A probability is a number from 0 to 1.');
  const outcomes = forecasts.map(({ happened }) => (happened ? 1 : 0));
  const score = mean(forecasts.map(({ probability }, place) => (probability - (outcomes[place] ?? 0)) ** 2));
  const rate = mean(outcomes);
  return { score, reference: rate * (1 - rate), n: forecasts.length };
}
