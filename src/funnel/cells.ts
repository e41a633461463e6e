// Cells: counts added up under whatever they share, so that one question of thousands is a few dozen numbers.
import type { Count, Dimensions } from './count.js';
import { type Day, mondayOf } from './days.js';
import { isUnder, type Measure, type MeasurePrefix } from './measures.js';
import { bucketOf, type Histogram, quantile, together } from './methods/histogram.js';

/** Counts that were added up. All but the histogram are exact; as a difference each may be negative. */
export interface Figure {
  n: number;
  cents: number;
  /** The sum of all lengths of time in whole seconds, for exact means. */
  seconds: number;
  /** The lengths of time in buckets of minutes, for medians and shares; counts without a length are in none. */
  minutes: Histogram;
}

export type Dimension = keyof Dimensions;

/**
 * A figure with what it stands under. What was not asked for is absent; a campaign, segment or rep of null is one nobody
 * named. `day` is the day itself, or the Monday of a week; absent when all days were added up.
 */
export interface Cell extends Partial<Dimensions> {
  day?: Day;
  measure: Measure;
  figure: Figure;
}

/**
 * What is asked of the cells. Periods are whole days: from the first up to and without the second, open where null.
 * What is kept can be told apart by segment or source in everything; by rep, by campaign, or by segment with source in much
 * of it (`slices.ts` says in what); and by segment, source and rep in `offered` and `outcome` alone. `where` counts as
 * telling apart, and charters may always be. Counts of a test answer anything.
 */
export interface Question {
  from: Day | null;
  to: Day | null;
  by: readonly Dimension[];
  /** Whether days, weeks from Monday, or the period as a whole are told apart. */
  grain: 'day' | 'week' | 'all';
  /** Only what stands under one of these values. */
  where?: { readonly [D in Dimension]?: readonly Dimensions[D][] };
  /** Only these, each the beginning of a measure up to a colon; all that are kept like that where it is left out. */
  measures?: readonly MeasurePrefix[];
}

/** A count as a cell of its own. */
export function cellOf({ n, cents = 0, minutes, measure, ...under }: Count): Cell {
  const figure: Figure =
    minutes === undefined
      ? { n, cents: n * cents, seconds: 0, minutes: {} }
      : {
          n,
          cents: n * cents,
          seconds: n * Math.round(minutes * 60),
          minutes: { [bucketOf(minutes)]: n },
        };
  return { ...under, measure, figure };
}

const hasLengths = ({ minutes }: Figure): boolean => {
  for (const _ in minutes) return true;
  return false;
};

/** Figures added up, in whatever order and grouping. */
export function sumOf(figures: Iterable<Figure>): Figure {
  const all = [...figures];
  const [first] = all;
  if (first !== undefined && all.length === 1) return first;
  const sum = { n: 0, cents: 0, seconds: 0 };
  for (const { n, cents, seconds } of all) {
    sum.n += n;
    sum.cents += cents;
    sum.seconds += seconds;
  }
  return { ...sum, minutes: together(all.filter(hasLengths).map(({ minutes }) => minutes)) };
}

const isNothing = ({ n, cents, seconds, minutes }: Figure): boolean =>
  n === 0 && cents === 0 && seconds === 0 && Object.keys(minutes).length === 0;

/** Whether a question asks for a cell. It is asked of thousands, so what does not change from one to the next is kept. */
function asks({ from, to, where = {}, measures }: Question): (cell: Cell) => boolean {
  const limits = Object.entries(where) as [Dimension, readonly unknown[]][];
  const known = new Map<string, boolean>();
  const isMeasured = (measure: string): boolean => {
    let asked = known.get(measure);
    if (asked === undefined) {
      asked = measures === undefined || measures.some((prefix) => isUnder(measure, prefix));
      known.set(measure, asked);
    }
    return asked;
  };
  return (cell) => {
    const { day } = cell;
    if (day !== undefined && ((from !== null && day < from) || (to !== null && day >= to))) return false;
    if (!isMeasured(cell.measure)) return false;
    for (const [dimension, values] of limits) {
      const value = cell[dimension];
      if (value === undefined || !values.includes(value)) return false;
    }
    return true;
  };
}

function labelOf(day: Day | undefined, grain: Question['grain']): Day | undefined {
  if (day === undefined || grain === 'all') return undefined;
  return grain === 'week' ? mondayOf(day) : day;
}

/** No name holds it, so that names beside it stay apart. */
const BETWEEN = '\u0000';

/**
 * Answers a question from cells that are at least as fine as it asks; cells of nothing are left out. The same code answers
 * from the counts of a test and from what a database holds, whose cells of days or longer blocks lie within the period.
 * Throws a RangeError when cells do not tell apart what is asked.
 */
export function answer(cells: Iterable<Cell>, question: Question): Cell[] {
  const { by, grain } = question;
  const isAsked = asks(question);
  const groups = new Map<string, { cell: Omit<Cell, 'figure'>; figures: Figure[] }>();
  for (const cell of cells) {
    if (!isAsked(cell)) continue;
    const day = labelOf(cell.day, grain);
    let key = `${cell.measure}${BETWEEN}${day ?? ''}`;
    for (const dimension of by) {
      const value = cell[dimension];
      if (value === undefined) throw new RangeError(`these cells do not tell ${dimension}s apart`);
      key += value === null ? `${BETWEEN}-` : `${BETWEEN}=${value}`;
    }
    const group = groups.get(key);
    if (group !== undefined) {
      group.figures.push(cell.figure);
      continue;
    }
    const under = Object.fromEntries(by.map((dimension) => [dimension, cell[dimension]]));
    const begun = { ...under, ...(day === undefined ? {} : { day }), measure: cell.measure };
    groups.set(key, { cell: begun, figures: [cell.figure] });
  }
  return [...groups.values()]
    .map(({ cell, figures }) => ({ ...cell, figure: sumOf(figures) }))
    .filter(({ figure }) => !isNothing(figure));
}

/** Everything under the beginning of a measure, added up: `figureOf(cells, 'fate:rejected')`. */
export const figureOf = (cells: Iterable<Cell>, prefix: MeasurePrefix): Figure =>
  sumOf([...cells].filter(({ measure }) => isUnder(measure, prefix)).map(({ figure }) => figure));

/** The minutes that half of everything under these beginnings did not exceed; null where nothing has a length. */
export const medianOf = (cells: Iterable<Cell>, ...prefixes: MeasurePrefix[]): number | null => {
  const all = [...cells];
  return quantile(together(prefixes.map((prefix) => figureOf(all, prefix).minutes)), 0.5);
};

/** How many there are of it. */
export function countOf(cells: Iterable<Cell>, prefix: MeasurePrefix): number {
  let sum = 0;
  for (const { measure, figure } of cells) if (isUnder(measure, prefix)) sum += figure.n;
  return sum;
}

/** The cells by one of their dimensions, or by their day, in the order in which values first come. */
export function groupsOf<D extends Dimension | 'day'>(
  cells: Iterable<Cell>,
  dimension: D,
): Map<NonNullable<Cell[D]> | null, Cell[]> {
  const groups = new Map<NonNullable<Cell[D]> | null, Cell[]>();
  for (const cell of cells) {
    const value = (cell[dimension] ?? null) as NonNullable<Cell[D]> | null;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [cell]);
    else group.push(cell);
  }
  return groups;
}

/**
 * The last part of each measure under a beginning, with what was counted: `partsOf(cells, 'rule')` has `budget:accepted`.
 */
export function partsOf(cells: Iterable<Cell>, prefix: MeasurePrefix): Map<string, Figure> {
  const parts = new Map<string, Figure>();
  for (const { measure, figure } of cells) {
    if (measure === prefix || !isUnder(measure, prefix)) continue;
    const part = measure.slice(prefix.length + 1);
    const known = parts.get(part);
    parts.set(part, known === undefined ? figure : sumOf([known, figure]));
  }
  return parts;
}
