// The leak ledger: every handshake offered in the period has exactly one fate, and all of them add up to 100 %.
import { type Cell, countOf, figureOf } from './cells.js';
import type { Inquiry } from './inquiry.js';
import { inPeriod } from './scope.js';

/** One fate: how many handshakes, which tenths of a percent of all, and their estimated value in cents where known. */
export interface Entry {
  name: string;
  n: number;
  permille: number;
  cents: number;
}

/** All fates that occur; `n`, permille and cents add up to the total. */
export interface Ledger {
  entries: Entry[];
  n: number;
  cents: number;
  /** Of all of them; a dispute is a mark and no fate. */
  disputed: number;
}

const PERMILLE = 1_000;

/**
 * Whole tenths of a percent that add up to 100 %: each is rounded down, and what is missing goes to those that lost most
 * by it. Source: the largest remainder method (T. Hare, 1859).
 */
export function permilles(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count * PERMILLE) / total);
  const shares = exact.map(Math.floor);
  const missing = PERMILLE - shares.reduce((sum, share) => sum + share, 0);
  const byRest = [...exact.entries()].sort(([a, one], [b, other]) => (other % 1) - (one % 1) || a - b);
  for (const [place] of byRest.slice(0, missing)) shares[place] = (shares[place] ?? 0) + 1;
  return shares;
}

/** The fates as they are told. A hand-back is a rejection of that kind. */
const told: readonly (readonly [name: string, ...measures: string[]])[] = [
  ['SQL', 'fate:sql'],
  ['Accepted, in work', 'fate:in_work'],
  ['Accepted, never touched', 'fate:hollow'],
  ['Rejected, to be recycled', 'fate:rejected:recycle', 'fate:handed_back:recycle'],
  ['Rejected, data to be fixed', 'fate:rejected:fix', 'fate:handed_back:fix'],
  ['Rejected, archived', 'fate:rejected:archive', 'fate:handed_back:archive'],
  ['Rejected, duplicate', 'fate:rejected:duplicate', 'fate:handed_back:duplicate'],
  ['Rejected, wrong owner', 'fate:rejected:wrong_owner', 'fate:handed_back:wrong_owner'],
];

type Known = Omit<Entry, 'permille'>;

/**
 * Unanswered offers are in time or overdue. Their value is known of both together, and is split by their number, so
 * that it still adds up.
 */
function unanswered(cells: readonly Cell[]): Known[] {
  const { n, cents } = figureOf(cells, 'fate:unanswered');
  const overdue = Math.min(n, countOf(cells, 'unanswered:overdue') + countOf(cells, 'unanswered:lapsed'));
  const share = n === 0 ? 0 : Math.round((cents * overdue) / n);
  return [
    { name: 'Unanswered, in time', n: n - overdue, cents: cents - share },
    { name: 'Unanswered, overdue', n: overdue, cents: share },
  ];
}

export const ledger: Inquiry<Ledger, 'all'> = {
  asks: (scope) => ({
    all: inPeriod(scope, { measures: ['offered', 'fate', 'unanswered', 'reply:disputed'] }),
  }),
  read({ all }) {
    const fates = told.map(([name, ...measures]): Known => {
      const figures = measures.map((measure) => figureOf(all, measure));
      return {
        name,
        n: figures.reduce((sum, { n }) => sum + n, 0),
        cents: figures.reduce((sum, { cents }) => sum + cents, 0),
      };
    });
    const known = [...fates, ...unanswered(all)].filter(({ n }) => n > 0);
    const shares = permilles(known.map(({ n }) => n));
    const { n, cents } = figureOf(all, 'fate');
    return {
      entries: known.map((entry, place) => ({ ...entry, permille: shares[place] ?? 0 })),
      n,
      cents,
      disputed: countOf(all, 'reply:disputed'),
    };
  },
};
