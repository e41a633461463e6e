// How several things together make something likelier: each with the others held still.
import { solve } from './solve.js';

/** One case: what there was of each thing, and whether it happened. */
export interface Case {
  amounts: readonly number[];
  happened: boolean;
}

/** The fitted log odds: a constant, and for each thing what one more of it adds, with the covariance of those. */
export interface Fit {
  constant: number;
  slopes: readonly number[];
  /** Row and column 0 belong to the constant, the others to the things in their order. */
  covariance: readonly (readonly number[])[];
  n: number;
}

const STEPS_MOST = 30;
const NEAR = 1e-9;

/** Log odds so far out that a case is as good as certain: the data parts perfectly, and nothing can be said. */
const CERTAIN = 30;

/**
 * The logistic regression that makes the cases likeliest, by iteratively reweighted least squares; null when it has no
 * answer, because a thing never varies, two go hand in hand, or the data part perfectly.
 * Source: D. R. Cox, The regression analysis of binary sequences, JRSS B 20 (1958); P. McCullagh, J. A. Nelder,
 * Generalized Linear Models (1989), 4.4.
 */
export function logistic(cases: readonly Case[]): Fit | null {
  const width = (cases[0]?.amounts.length ?? 0) + 1;
  let fitted = new Array<number>(width).fill(0);
  for (let step = 0; step < STEPS_MOST; step++) {
    const { gradient, information } = slopeAt(cases, fitted);
    const identity = fitted.map((_, i) => fitted.map((__, j) => (i === j ? 1 : 0)));
    const solved = solve(information, [gradient, ...identity]);
    const [move, ...covariance] = solved ?? [];
    if (move === undefined) return null;
    fitted = fitted.map((value, place) => value + (move[place] ?? 0));
    if (fitted.some((value) => !(Math.abs(value) < CERTAIN))) return null;
    if (move.every((one) => Math.abs(one) < NEAR)) {
      const [constant = 0, ...slopes] = fitted;
      return { constant, slopes, covariance, n: cases.length };
    }
  }
  return null;
}

/** The gradient of the log likelihood, and Fisher's information, at these log odds. */
function slopeAt(
  cases: readonly Case[],
  fitted: readonly number[],
): { gradient: number[]; information: number[][] } {
  const gradient = fitted.map(() => 0);
  const information = fitted.map(() => fitted.map(() => 0));
  for (const { amounts, happened } of cases) {
    const row = [1, ...amounts];
    const odds = row.reduce((sum, amount, place) => sum + amount * (fitted[place] ?? 0), 0);
    const p = 1 / (1 + Math.exp(-odds));
    const [miss, weight] = [(happened ? 1 : 0) - p, p * (1 - p)];
    for (const [i, one] of row.entries()) {
      gradient[i] = (gradient[i] ?? 0) + miss * one;
      const own = information[i] ?? [];
      for (const [j, other] of row.entries()) own[j] = (own[j] ?? 0) + weight * one * other;
    }
  }
  return { gradient, information };
}
