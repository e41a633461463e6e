// Whether people decide alike, when each had other kinds of cases: every kind is compared within itself.
import { chiSquareAbove } from './chi-square.js';
import { solve } from './solve.js';

/** How many of so many cases of one kind one person rejected. Whole numbers. */
export interface Decided {
  person: string;
  kind: string;
  rejected: number;
  of: number;
}

/** χ² with its degrees of freedom, one fewer than people; null when nothing can be compared. */
export interface Agreement {
  chiSquare: number;
  freedom: number;
  p: number;
}

/**
 * The generalised Cochran–Mantel–Haenszel test: d′V⁻¹d of each person's rejections less what the kind's own rate makes
 * of their cases, with the covariance R(N − R)/(N²(N − 1)) · n_i(Nδ_ij − n_j) of drawing without return, over all kinds.
 * With two people it is Mantel and Haenszel's χ² without a correction for continuity.
 * Sources: N. Mantel, W. Haenszel, JNCI 22 (1959); J. R. Landis, E. R. Heyman, G. G. Koch, Average partial association in
 * three-way contingency tables, International Statistical Review 46 (1978).
 */
export function mantelHaenszel(decided: readonly Decided[]): Agreement | null {
  const people = [...new Set(decided.map(({ person }) => person))];
  // The last person's differences follow from all the others'.
  const compared = people.slice(0, -1);
  const apart = compared.map(() => 0);
  const spread = compared.map(() => compared.map(() => 0));
  for (const kind of new Set(decided.map((each) => each.kind))) {
    const own = decided.filter((each) => each.kind === kind);
    const sum = (of: 'of' | 'rejected', person?: string): number =>
      own.reduce((total, each) => total + (person === undefined || each.person === person ? each[of] : 0), 0);
    const [n, r] = [sum('of'), sum('rejected')];
    if (n < 2) continue;
    const factor = (r * (n - r)) / (n * n * (n - 1));
    const cases = compared.map((person) => sum('of', person));
    for (const [i, person] of compared.entries()) {
      const mine = cases[i] ?? 0;
      apart[i] = (apart[i] ?? 0) + sum('rejected', person) - (mine * r) / n;
      const row = spread[i] ?? [];
      for (const [j, others] of cases.entries())
        row[j] = (row[j] ?? 0) + factor * mine * ((i === j ? n : 0) - others);
    }
  }
  const solved = compared.length === 0 ? null : solve(spread, [apart]);
  if (solved === null) return null;
  const chiSquare = apart.reduce((total, difference, i) => total + difference * (solved[0]?.[i] ?? 0), 0);
  return { chiSquare, freedom: compared.length, p: chiSquareAbove(Math.max(0, chiSquare), compared.length) };
}
