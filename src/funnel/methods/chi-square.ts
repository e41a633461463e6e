// How likely chance alone makes a sum of squares so large.
import { above } from './normal.js';

/**
 * The probability that χ² with so many degrees of freedom (a whole number, 1 or more) is above a value (0 or more):
 * e^(−x/2) · Σ (x/2)^j/j! for even ones, two normal tails and a like sum for odd ones.
 * Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.4.4 and 26.4.5.
 */
export function chiSquareAbove(value: number, freedom: number): number {
  const odd = freedom % 2 === 1;
  let sum = odd ? 2 * above(Math.sqrt(value)) : 0;
  // Terms are kept as logarithms: with many degrees of freedom the first ones are too small for a number.
  let term = odd ? Math.log(2 / Math.PI) / 2 - value / 2 + Math.log(value) / 2 : -value / 2;
  for (let next = odd ? 3 : 2; next <= freedom; next += 2) {
    sum += Math.exp(term);
    term += Math.log(value / next);
  }
  return Math.min(1, sum);
}
