// Which pairs come together more often, or more seldom, than their own frequencies explain: reasons and sources, say.
import { byChance } from './hypergeometric.js';

/** How often a row and a column came together; pairs that are not told did not. */
export interface Count {
  row: string;
  column: string;
  count: number;
}

/** One pair against what independence would bring. */
export interface Cell extends Count {
  expected: number;
  /** The adjusted standardised residual: a standard normal value when row and column are independent. */
  residual: number;
  /** How likely chance brings as much, corrected for the number of pairs looked at. */
  p: number;
  /** Whether it is more than chance: |residual| above 3, and p below 0.05. */
  stands: boolean;
}

/** A residual is told only beyond so many standard deviations. */
const FAR = 3;
const UNLIKELY = 0.05;

function totals(counts: readonly Count[], key: 'row' | 'column'): Map<string, number> {
  const sums = new Map<string, number>();
  for (const cell of counts) sums.set(cell[key], (sums.get(cell[key]) ?? 0) + cell.count);
  return sums;
}

/**
 * Holm's correction: probabilities as they came, each as large as it must be for the chance of any false claim among
 * them to stay below it.
 * Source: S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(ps: readonly number[]): number[] {
  const corrected = new Array<number>(ps.length).fill(1);
  let atLeast = 0;
  const ascending = [...ps.entries()].sort(([, one], [, other]) => one - other);
  for (const [rank, [place, p]] of ascending.entries()) {
    atLeast = Math.max(atLeast, Math.min(1, p * (ps.length - rank)));
    corrected[place] = atLeast;
  }
  return corrected;
}

/**
 * Every pair of a row and a column that occur, with r = (O − E)/√(E(1 − row share)(1 − column share)), Holm-corrected.
 * A residual is nearly normal only where much is expected; so that few cases claim nothing, their p is exact.
 * Counts are whole. Source: S. J. Haberman, The analysis of residuals in cross-classified tables, Biometrics 29 (1973).
 */
export function residuals(counts: readonly Count[]): Cell[] {
  const [rows, columns] = [totals(counts, 'row'), totals(counts, 'column')];
  const total = [...rows.values()].reduce((sum, count) => sum + count, 0);
  const together = new Map<string, number>();
  const pair = (row: string, column: string): string => JSON.stringify([row, column]);
  for (const { row, column, count } of counts)
    together.set(pair(row, column), (together.get(pair(row, column)) ?? 0) + count);
  const cells = [...rows].flatMap(([row, inRow]) =>
    [...columns].flatMap(([column, inColumn]) => {
      if (inRow === 0 || inColumn === 0) return [];
      const count = together.get(pair(row, column)) ?? 0;
      const expected = (inRow * inColumn) / total;
      const spread = Math.sqrt(expected * (1 - inRow / total) * (1 - inColumn / total));
      // What is always there, whatever the other, comes together with everything as expected.
      const residual = spread === 0 ? 0 : (count - expected) / spread;
      const p = byChance({ total, marked: inRow, drawn: inColumn, found: count });
      return [{ row, column, count, expected, residual, p }];
    }),
  );
  const corrected = holm(cells.map(({ p }) => p));
  return cells.map((cell, place) => {
    const p = corrected[place] ?? 1;
    return { ...cell, p, stands: Math.abs(cell.residual) > FAR && p < UNLIKELY };
  });
}
