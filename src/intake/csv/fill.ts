// Fills a row from the cells of one line of a CSV file, by the map.
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { ConfigError } from '../../errors.js';
import type { RowError } from '../row-errors.js';
import { type Cell, type CsvMap, numberFields } from './map.js';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(customParseFormat);

type Value = string | number | boolean;
type Read = { value: Value | undefined } | { fault: string };

const TOLD_CHARACTERS = 60;

/** The columns that a map reads. */
const columnsOf = (cell: Cell): string[] => {
  if ('column' in cell) return [cell.column];
  if ('join' in cell) return cell.join.filter((part) => typeof part === 'string');
  return [];
};

/** Throws a ConfigError when the map reads a column that the file has not; returns the columns nobody reads. */
export function unreadColumns(map: CsvMap, header: readonly string[]): string[] {
  const read = new Set([...map.columns.values()].flatMap(columnsOf));
  const missing = [...read].filter((column) => !header.includes(column));
  const named = header.filter((column) => column !== '');
  if (missing.length > 0)
    throw new ConfigError(
      `The file has no column ${missing.map((column) => `"${column}"`).join(', ')}; it has ${named.map((column) => `"${column}"`).join(', ')}. Correct the map, or the separator in it.`,
    );
  return named.filter((column) => !read.has(column));
}

function readNumber(text: string): Read {
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return { value: Number(plain) };
  return { fault: `"${text.slice(0, TOLD_CHARACTERS)}" is not a number. Write it like 1250 or 1,250.50.` };
}

function readDate(text: string, format: string, zone: string | undefined): Read {
  const wall = dayjs.utc(text, format, true);
  if (!wall.isValid())
    return {
      fault: `"${text.slice(0, TOLD_CHARACTERS)}" is not a date written as ${format}. Correct it, or the map.`,
    };
  if (zone === undefined) return { value: wall.toISOString() };
  return { value: dayjs.tz(wall.format('YYYY-MM-DDTHH:mm:ss.SSS'), zone).toISOString() };
}

function readCell(field: string, cell: Cell, textOf: (column: string) => string): Read {
  if ('constant' in cell) return { value: cell.constant };
  if ('join' in cell) {
    const parts = cell.join.map((part) => (typeof part === 'string' ? textOf(part) : String(part.constant)));
    return { value: parts.includes('') ? undefined : parts.join(cell.with) };
  }
  const text = textOf(cell.column);
  const meant = text !== '' && cell.values && Object.hasOwn(cell.values, text) ? cell.values[text] : text;
  const value = meant === '' ? cell.default : meant;
  if (typeof value !== 'string' || value === '') return { value: value === '' ? undefined : value };
  if (cell.date !== undefined) return readDate(value, cell.date, cell.zone);
  return cell.number === true || numberFields.has(field) ? readNumber(value) : { value };
}

/** A row as a webhook would bring it, and what could not be read. An empty cell leaves its field out. */
export function fillRow(
  map: CsvMap,
  cells: ReadonlyMap<string, string>,
): { row: unknown; errors: RowError[] } {
  const row: Record<string, unknown> = {};
  const groups: Record<string, Record<string, unknown>> = {};
  const errors: RowError[] = [];
  for (const [field, cell] of map.columns) {
    const read = readCell(field, cell, (column) => (cells.get(column) ?? '').trim());
    if ('fault' in read) errors.push({ path: field, message: read.fault });
    else if (read.value !== undefined) {
      const [name = '', part] = field.split('.', 2);
      if (part === undefined) row[name] = read.value;
      else groups[name] = { ...groups[name], [part]: read.value };
    }
  }
  return { row: { ...row, ...groups }, errors };
}
