// Small systems of linear equations.

/** How small a pivot may be, beside the largest number of its matrix, before it is taken for nothing. */
const NOTHING = 1e-12;

/**
 * Solves A·x = b for several right sides at once: `columns` are the right sides, and so are what comes back. Null when
 * the equations do not have one answer. Gaussian elimination with the largest pivot of each column.
 */
export function solve(
  matrix: readonly (readonly number[])[],
  columns: readonly number[][],
): number[][] | null {
  const size = matrix.length;
  const rows = matrix.map((row, place) => [...row, ...columns.map((column) => column[place] ?? 0)]);
  const largest = Math.max(...rows.flat().map(Math.abs), 0);
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    if (Math.abs(at(pivot, column)) <= largest * NOTHING) return null;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    const lead = rows[column] ?? [];
    const scale = at(column, column);
    for (const [place, value] of lead.entries()) lead[place] = value / scale;
    for (let row = 0; row < size; row++) {
      const factor = at(row, column);
      if (row === column || factor === 0) continue;
      rows[row] = (rows[row] ?? []).map((value, place) => value - factor * (lead[place] ?? 0));
    }
  }
  return columns.map((_, place) => rows.map((row) => row[size + place] ?? 0));
}
