// The cells of tables as plain words and numbers: what they say, and how they sort.

/** What a cell says, without its formatting. */
export function cellText(cell) {
  if (!cell) return '';
  if (cell.type === 'rich_text') return flat(cell.elements ?? []);
  return cell.text ?? String(cell.value ?? '');
}

function flat(nodes) {
  return nodes.map((node) => (node.elements ? flat(node.elements) : (node.text ?? node.name ?? ''))).join('');
}

/** The rows in which some cell holds these words, whatever their case. */
export function rowsWith(rows, words) {
  const wanted = words.trim().toLowerCase();
  return wanted === ''
    ? rows
    : rows.filter((row) => row.some((cell) => cellText(cell).toLowerCase().includes(wanted)));
}

/**
 * Rows sorted by one column: numbers by size, words by alphabet; rows that are equal keep their order.
 * @param {object[][]} rows without the head
 * @param {{ column: number, down: boolean }} by column -1 leaves the rows as they came
 */
export function sortedRows(rows, { column, down }) {
  if (column < 0) return rows;
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a[column], b[column]));
}

function compare(a, b) {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== null && right !== null) return left - right;
  return cellText(a).localeCompare(cellText(b), 'en-AU', { numeric: true, sensitivity: 'base' });
}

const numberOf = (cell) => (cell?.type === 'raw_number' ? cell.value : null);
