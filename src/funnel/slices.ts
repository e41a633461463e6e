// Slices: by what the kept cells are told apart, and in blocks of how many days, so that a question reads few of them.
import type { Dimension, Question } from './cells.js';
import { blockStart, type Day, dayAt, dayNumber } from './days.js';
import type { Measure, MeasurePrefix } from './measures.js';

/** Raise it whenever what is counted, how it is cut or what minutes are changes: all is then counted anew, once. */
export const EDITION = 2;

/** Measures that are kept and read together: a question about fates need not read every histogram. */
export type Sheet = 'judged' | 'funnel' | 'reached' | 'stages' | 'open' | 'days' | 'reasons' | 'model';

/** The first word of a measure. */
type Family = Measure extends infer M ? (M extends `${infer Head}:${string}` ? Head : M) : never;

const sheetOfFamily: Record<Family, Sheet> = {
  lead: 'funnel',
  mql: 'funnel',
  fate: 'funnel',
  unanswered: 'funnel',
  again: 'funnel',
  timed: 'funnel',
  offered: 'judged',
  outcome: 'judged',
  said: 'judged',
  reached: 'reached',
  answering: 'stages',
  working: 'stages',
  touching: 'stages',
  dealing: 'stages',
  posted: 'days',
  accepted: 'days',
  rejected: 'days',
  lapsed: 'days',
  handed_back: 'days',
  touched: 'days',
  sql: 'days',
  left_untouched: 'days',
  won: 'days',
  lost: 'days',
  cycle: 'days',
  worth: 'days',
  nudged: 'days',
  reoffered: 'days',
  gaming: 'days',
  cited: 'reasons',
  reason: 'reasons',
  reply: 'reasons',
  ruling: 'reasons',
  band: 'model',
  rule: 'model',
  verdict: 'model',
};

/** Stages that are open are kept apart: they are read day by day, to be given the minutes they have lasted so far. */
export const openStages = ['working:open', 'touching:open', 'dealing:open'] as const;

const isOpenStage = (measure: string): boolean => (openStages as readonly string[]).includes(measure);

const familyOf = (measure: MeasurePrefix): Family => measure.split(':', 1)[0] as Family;

const sheetsKnown = new Map<string, Sheet>();

/** Where a measure is kept. */
export function sheetOf(measure: string): Sheet {
  let sheet = sheetsKnown.get(measure);
  if (sheet === undefined) {
    sheet = isOpenStage(measure) ? 'open' : sheetOfFamily[familyOf(measure)];
    sheetsKnown.set(measure, sheet);
  }
  return sheet;
}

/** Where all is kept that is named. Throws a RangeError when one of the measures is none. */
function sheetsNamed(measures: readonly MeasurePrefix[]): Sheet[] {
  const named = measures.flatMap((prefix): Sheet[] => {
    const sheet = sheetOfFamily[familyOf(prefix)];
    if (sheet === undefined) throw new RangeError(`nothing is counted as "${prefix}"`);
    if (isOpenStage(prefix)) return ['open'];
    return openStages.some((stage) => stage.startsWith(`${prefix}:`)) ? [sheet, 'open'] : [sheet];
  });
  return [...new Set(named)];
}

/** One way in which cells are told apart, beside their day and charter, and the sheets that are kept so. */
export interface Slice {
  name: string;
  by: readonly Exclude<Dimension, 'charter'>[];
  keeps: readonly Sheet[];
}

const everything: readonly Sheet[] = [
  'judged',
  'funnel',
  'reached',
  'stages',
  'open',
  'days',
  'reasons',
  'model',
];

/** The narrowest first: a question is answered from the first that tells apart all it asks. */
export const slices: readonly Slice[] = [
  { name: 'all', by: [], keeps: everything },
  { name: 'segment', by: ['segment'], keeps: everything },
  { name: 'source', by: ['source'], keeps: everything },
  { name: 'rep', by: ['rep'], keeps: ['judged', 'funnel', 'reached', 'days', 'reasons'] },
  { name: 'campaign', by: ['source', 'campaign'], keeps: ['judged', 'funnel', 'reached', 'reasons'] },
  {
    name: 'segment_source',
    by: ['segment', 'source'],
    keeps: ['judged', 'funnel', 'reached', 'days', 'reasons'],
  },
  { name: 'segment_source_rep', by: ['segment', 'source', 'rep'], keeps: ['judged'] },
];

/**
 * What a question reads: a slice, and sheets of it. Where it names no measures, all that the slice keeps; the slice must
 * keep what it names. Throws a RangeError when none tells apart all it asks.
 */
export function planOf({ by, where = {}, measures }: Question): { slice: Slice; sheets: readonly Sheet[] } {
  const asked = [...by, ...(Object.keys(where) as Dimension[])];
  const named = measures === undefined ? null : sheetsNamed(measures);
  const slice = slices.find(
    (one) =>
      asked.every((dimension) => dimension === 'charter' || one.by.includes(dimension)) &&
      (named ?? []).every((sheet) => one.keeps.includes(sheet)),
  );
  if (slice === undefined)
    throw new RangeError(`no cells are kept by ${[...new Set(asked)].join(', ')} of all that is asked`);
  return { slice, sheets: named ?? slice.keeps };
}

/** Cells are kept by the day, and added up over blocks of 1 and 52 weeks that begin on a Monday. */
export const blockDays = [1, 7, 364] as const;
export type BlockDays = (typeof blockDays)[number];

/** Blocks of one length that begin from one day up to and without another, in days since 1970. */
export interface Blocks {
  days: BlockDays;
  from: number;
  to: number;
}

/** No day lies outside: whole blocks of every length, in years that every database knows. */
const EVER = { from: blockStart(dayNumber('0001-12-31'), 364), to: blockStart(dayNumber('9998-01-01'), 364) };

function covered(from: number, to: number, lengths: readonly BlockDays[]): Blocks[] {
  const [days, ...shorter] = lengths;
  if (days === undefined || from >= to) return [];
  const [first, end] = [blockStart(from + days - 1, days), blockStart(to, days)];
  if (first >= end) return covered(from, to, shorter);
  return [...covered(from, first, shorter), { days, from: first, to: end }, ...covered(end, to, shorter)];
}

const lengthsFor: Record<Question['grain'], readonly BlockDays[]> = {
  day: [1],
  week: [7, 1],
  all: [364, 7, 1],
};

const numbered = (from: Day | null, to: Day | null): [number, number] => [
  from === null ? EVER.from : dayNumber(from),
  to === null ? EVER.to : dayNumber(to),
];

/** The blocks that make up a period, each day in exactly one: as few and as long as the grain allows. */
export const blocksOf = ({ from, to, grain }: Pick<Question, 'from' | 'to' | 'grain'>): Blocks[] =>
  covered(...numbered(from, to), lengthsFor[grain]);

/** From this Monday on what is to be aged is read by the day; before it by the week, where half a week is little. */
export const agedByDaysFrom = (today: Day): Day => dayAt(blockStart(dayNumber(today), 7) - 91);

/** The blocks of a period for what is to be aged. */
export function agingBlocksOf({ from, to }: Pick<Question, 'from' | 'to'>, today: Day): Blocks[] {
  const [first, end] = numbered(from, to);
  const recent = Math.min(end, Math.max(first, dayNumber(agedByDaysFrom(today))));
  return [...covered(first, recent, [7, 1]), ...covered(recent, end, [1])];
}
