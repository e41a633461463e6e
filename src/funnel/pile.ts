// A pile: many counts, and counts taken back, added up under what they share until they are kept.
import type { Cell, Figure } from './cells.js';
import type { Count, Dimensions } from './count.js';
import { blockStart, type Day, dayAt, dayNumber } from './days.js';
import type { Measure } from './measures.js';
import { bucketOf } from './methods/histogram.js';
import { type BlockDays, type Sheet, type Slice, sheetOf } from './slices.js';

/** Figures by their measure. What comes to nothing is not in it. */
export type Figures = Record<string, Figure>;

/** Everything that was counted under one day and all dimensions. */
export interface Row extends Dimensions {
  day: Day;
  figures: Figures;
}

/** A figure that is still being added to. */
interface Sum {
  n: number;
  cents: number;
  seconds: number;
  minutes: Record<string, number>;
}

const nothing = (): Sum => ({ n: 0, cents: 0, seconds: 0, minutes: {} });

function isNothing({ n, cents, seconds, minutes }: Sum): boolean {
  if (n !== 0 || cents !== 0 || seconds !== 0) return false;
  for (const _ in minutes) return false;
  return true;
}

function sumIn(figures: Record<string, Sum>, measure: string): Sum {
  figures[measure] ??= nothing();
  return figures[measure];
}

function addBucket(minutes: Record<string, number>, bucket: string | number, n: number): void {
  const sum = (minutes[bucket] ?? 0) + n;
  if (sum === 0) delete minutes[bucket];
  else minutes[bucket] = sum;
}

/** Adds figures to others, which change; what comes to nothing goes. */
export function addFigures(to: Figures, more: Figures): void {
  const sums = to as Record<string, Sum>;
  for (const measure in more) {
    const figure = more[measure] as Figure;
    const sum = sumIn(sums, measure);
    sum.n += figure.n;
    sum.cents += figure.cents;
    sum.seconds += figure.seconds;
    for (const bucket in figure.minutes) addBucket(sum.minutes, bucket, figure.minutes[bucket] ?? 0);
    if (isNothing(sum)) delete sums[measure];
  }
}

/** Adds up counts by day and dimensions. */
export class Pile {
  readonly #rows = new Map<string, Row>();

  /** Adds counts; takes them back with a sign of −1. Those of one handshake come together. */
  add(counts: readonly Count[], sign: 1 | -1): void {
    let [row, day, rep]: [Row | null, Day, Dimensions['rep']] = [null, '', null];
    for (const count of counts) {
      if (row === null || count.day !== day || count.rep !== rep) {
        row = this.#rowOf(count);
        ({ day, rep } = count);
      }
      const sum = sumIn(row.figures as Record<string, Sum>, count.measure);
      const n = sign * count.n;
      sum.n += n;
      sum.cents += n * (count.cents ?? 0);
      if (count.minutes !== undefined) {
        sum.seconds += n * Math.round(count.minutes * 60);
        addBucket(sum.minutes, bucketOf(count.minutes), n);
      }
    }
  }

  #rowOf({ day, charter, source, campaign, segment, rep }: Count): Row {
    const key = JSON.stringify([day, charter, source, campaign, segment, rep]);
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = { day, charter, source, campaign, segment, rep, figures: {} };
      this.#rows.set(key, row);
    }
    return row;
  }

  /** How many rows there are, those that come to nothing among them. */
  get size(): number {
    return this.#rows.size;
  }

  /** What was added up, without what came to nothing. */
  rows(): Row[] {
    return [...this.#rows.values()].flatMap((row) => {
      const figures = Object.fromEntries(
        Object.entries(row.figures).filter(([, figure]) => !isNothing(figure as Sum)),
      );
      return Object.keys(figures).length === 0 ? [] : [{ ...row, figures }];
    });
  }
}

/** One sheet of a slice: all that is kept in it of one block of days under the dimensions of the slice. */
export interface Leaf {
  sheet: Sheet;
  /** The first day of the block. */
  start: Day;
  charter: number;
  /** The values of the slice's dimensions, in its order. */
  under: readonly (string | null)[];
  figures: Figures;
}

/** No name holds it, so that names beside it stay apart. */
const BETWEEN = '\u0000';

class Leaves {
  readonly #leaves = new Map<string, Leaf>();

  add({ sheet, start, charter, under }: Omit<Leaf, 'figures'>, figures: Figures): void {
    let key = `${sheet}${BETWEEN}${start}${BETWEEN}${charter}`;
    for (const value of under) key += value === null ? `${BETWEEN}-` : `${BETWEEN}=${value}`;
    let known = this.#leaves.get(key);
    if (known === undefined) {
      known = { sheet, start, charter, under, figures: {} };
      this.#leaves.set(key, known);
    }
    addFigures(known.figures, figures);
  }

  all(): Leaf[] {
    return [...this.#leaves.values()].filter(({ figures }) => Object.keys(figures).length > 0);
  }
}

/** A row with its figures by their sheets: what every slice is cut from. */
export interface Sorted {
  row: Row;
  sheets: readonly (readonly [Sheet, Figures])[];
}

/** Sorts the figures of a row. */
export function sorted(row: Row): Sorted {
  const sheets = new Map<Sheet, Figures>();
  for (const measure in row.figures) {
    const sheet = sheetOf(measure);
    let part = sheets.get(sheet);
    if (part === undefined) {
      part = {};
      sheets.set(sheet, part);
    }
    part[measure] = row.figures[measure] as Figure;
  }
  return { row, sheets: [...sheets] };
}

/** What rows add to the days of one slice. */
export function cut(rows: readonly Sorted[], slice: Slice): Leaf[] {
  const leaves = new Leaves();
  for (const { row, sheets } of rows) {
    const { day: start, charter } = row;
    const under = slice.by.map((dimension) => row[dimension]);
    for (const [sheet, figures] of sheets)
      if (slice.keeps.includes(sheet)) leaves.add({ sheet, start, charter, under }, figures);
  }
  return leaves.all();
}

/** The same, added up over longer blocks of days. */
export function rolled(leaves: readonly Leaf[], days: BlockDays): Leaf[] {
  const longer = new Leaves();
  for (const { figures, ...leaf } of leaves)
    longer.add({ ...leaf, start: dayAt(blockStart(dayNumber(leaf.start), days)) }, figures);
  return longer.all();
}

/** A cell as it is kept: always of days, or longer blocks, and of a charter. */
export type KeptCell = Cell & { day: Day; charter: number };

/** The cells that a leaf of a slice holds. */
export const cellsOf = ({ start: day, charter, under, figures }: Leaf, slice: Slice): KeptCell[] => {
  const of = Object.fromEntries(slice.by.map((dimension, place) => [dimension, under[place] ?? null]));
  return Object.entries(figures).map(([measure, figure]) => ({
    ...of,
    charter,
    day,
    measure: measure as Measure,
    figure,
  }));
};
