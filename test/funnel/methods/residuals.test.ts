// Which pairs come together beyond chance: as printed, and exact where few cases would mislead.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byChance } from '../../../src/funnel/methods/hypergeometric.js';
import { above } from '../../../src/funnel/methods/normal.js';
import { type Cell, type Count, holm, residuals } from '../../../src/funnel/methods/residuals.js';

const table = (rows: Record<string, Record<string, number>>): Count[] =>
  Object.entries(rows).flatMap(([row, cells]) =>
    Object.entries(cells).map(([column, count]) => ({ row, column, count })),
  );

const at = (cells: readonly Cell[], row: string, column: string): Cell | undefined =>
  cells.find((cell) => cell.row === row && cell.column === column);

describe('adjusted standardised residuals', () => {
  // A. Agresti, An Introduction to Categorical Data Analysis, 2nd edition (2007), table 2.5: party by gender.
  const party = residuals(
    table({
      women: { democrat: 762, independent: 327, republican: 468 },
      men: { democrat: 484, independent: 239, republican: 477 },
    }),
  );
  test.each([
    ['women', 'democrat', 703.7, 4.5],
    ['women', 'independent', 319.6, 0.7],
    ['women', 'republican', 533.7, -5.32],
    ['men', 'democrat', 542.3, -4.5],
    ['men', 'independent', 246.4, -0.7],
    ['men', 'republican', 411.3, 5.32],
  ])('of %s and %s are those that Agresti prints', (row, column, expected, residual) => {
    const cell = at(party, row, column);
    expect(cell?.expected).toBeCloseTo(expected, 1);
    expect(cell?.residual).toBeCloseTo(residual, 2);
    expect(cell?.stands).toBe(Math.abs(residual) > 3);
  });

  test('find the campaign that brings one reason, with the pairs that were not told counted as none', () => {
    const cells = residuals([
      { row: 'budget', column: 'webinar', count: 30 },
      { row: 'budget', column: 'search', count: 20 },
      { row: 'timing', column: 'search', count: 60 },
    ]);
    expect(at(cells, 'timing', 'webinar')).toMatchObject({ count: 0, stands: true });
    expect(at(cells, 'budget', 'webinar')).toMatchObject({ stands: true });
    expect(cells).toHaveLength(4);
  });

  test('claim nothing from one case that fell oddly, however large its residual', () => {
    const cells = residuals(table({ odd: { rare: 1, common: 0 }, usual: { rare: 3, common: 100 } }));
    expect(at(cells, 'odd', 'rare')?.residual).toBeGreaterThan(5);
    expect(cells.filter(({ stands }) => stands)).toEqual([]);
  });

  test('claim nothing of one table in twenty, when nothing but chance is in them', () => {
    // A hundred tables, drawn by a small generator: eight sources, six reasons of uneven weight.
    let state = 20_260_105;
    const draw = (weights: readonly number[]): number => {
      state = (state * 16_807) % 2_147_483_647;
      let rest = (state / 2_147_483_647) * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [place, weight] of weights.entries()) {
        rest -= weight;
        if (rest < 0) return place;
      }
      return weights.length;
    };
    const claims = Array.from({ length: 100 }, () =>
      residuals(
        Array.from({ length: 120 }, () => ({
          row: `source ${draw([30, 20, 10, 5, 3, 2, 1, 1])}`,
          column: `reason ${draw([40, 20, 10, 5, 2, 1])}`,
          count: 1,
        })),
      ).some(({ stands }) => stands),
    );
    expect(claims.filter((claimed) => claimed).length).toBeLessThanOrEqual(5);
  });

  test('add the counts of a pair that is told twice, and keep odd names apart', () => {
    const cells = residuals([
      { row: 'a', column: 'b","c', count: 1 },
      { row: 'a', column: 'b","c', count: 2 },
      { row: 'a","b', column: 'c', count: 4 },
      { row: '__proto__', column: 'constructor', count: 5 },
    ]);
    expect(at(cells, 'a', 'b","c')?.count).toBe(3);
    expect(at(cells, 'a', 'c')?.count).toBe(0);
    expect(at(cells, '__proto__', 'constructor')?.count).toBe(5);
  });

  test('of nothing are none; of one row or one column they are 0', () => {
    expect(residuals([])).toEqual([]);
    expect(residuals([{ row: 'a', column: 'b', count: 0 }])).toEqual([]);
    for (const { residual, p, stands } of residuals(table({ only: { one: 9, other: 1, none: 0 } })))
      expect([residual, p, stands]).toEqual([0, 1, false]);
  });

  test('square to the χ² of the table when there are two rows, each column by its share', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 })), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(counts, (columns) => {
        const cells = residuals(
          columns.flatMap(([one, other], place) => [
            { row: 'one', column: String(place), count: one },
            { row: 'other', column: String(place), count: other },
          ]),
        );
        const total = cells.reduce((sum, { count }) => sum + count, 0);
        const chi = cells.reduce((sum, { count, expected }) => sum + (count - expected) ** 2 / expected, 0);
        const one = cells.filter(({ row }) => row === 'one');
        const inColumn = (column: string) =>
          cells.filter((cell) => cell.column === column).reduce((sum, { count }) => sum + count, 0);
        const squares = one.reduce(
          (sum, { column, residual }) => sum + residual ** 2 * (1 - inColumn(column) / total),
          0,
        );
        expect(squares).toBeCloseTo(chi, 6);
      }),
    );
  });
});

describe('the exact chance of a count', () => {
  // R. A. Fisher, The Design of Experiments (1935): all four of eight cups told rightly, 1 in 70 on one side.
  test("of the lady's four cups is one in seventy on each side", () => {
    expect(byChance({ total: 8, marked: 4, drawn: 4, found: 4 })).toBeCloseTo(2 / 70, 12);
    expect(byChance({ total: 8, marked: 4, drawn: 4, found: 0 })).toBeCloseTo(2 / 70, 12);
    expect(byChance({ total: 8, marked: 4, drawn: 4, found: 2 })).toBe(1);
  });

  test('nears the normal one where much is expected', () => {
    // Hypergeometric variance 1,875.05; half a case is taken off for what lies between whole numbers.
    const p = byChance({ total: 40_000, marked: 20_000, drawn: 10_000, found: 5_260 });
    expect(Math.abs(p / (2 * above(259.5 / Math.sqrt(1_875.05))) - 1)).toBeLessThan(0.02);
  });
});

describe("Holm's correction", () => {
  test('is the one of his procedure, in the order given', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  test('never leaves a chance smaller than it was, nor turns two round', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (ps) => {
        const corrected = holm(ps);
        for (const [i, p] of ps.entries()) {
          expect(corrected[i]).toBeGreaterThanOrEqual(p);
          expect(corrected[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of ps.entries())
            if (p < other) expect(corrected[i]).toBeLessThanOrEqual(corrected[j] ?? Number.NaN);
        }
      }),
    );
  });
});
