// The difference of two rates of cases that have nothing to do with each other, with its interval.
import { type Tally, wilson } from './wilson.js';

/** A difference between −1 and 1 with its 95 % interval, and the number of cases on both sides. */
export interface Difference {
  difference: number;
  low: number;
  high: number;
  n: [number, number];
}

/**
 * The first rate less the second, or null when one side has no cases. The sides must not share a case.
 * Newcombe's hybrid: d − √((p₁−l₁)² + (u₂−p₂)²) to d + √((u₁−p₁)² + (p₂−l₂)²), with Wilson's bounds l and u.
 * Source: R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in
 * Medicine 17 (1998), method 10.
 */
export function newcombe(one: Tally, other: Tally): Difference | null {
  const [a, b] = [wilson(one), wilson(other)];
  if (a.rate === null || b.rate === null) return null;
  const difference = a.rate - b.rate;
  return {
    difference,
    low: difference - Math.hypot(a.rate - a.low, b.high - b.rate),
    high: difference + Math.hypot(a.high - a.rate, b.rate - b.low),
    n: [a.n, b.n],
  };
}
