// Velocity of the period, and what moved it since the period before.
import { daysBefore } from './asked.js';
import { type Cell, countOf, figureOf } from './cells.js';
import { daysAfter } from './days.js';
import type { Deals } from './findings/cost.js';
import type { Inquiry } from './inquiry.js';
import { quantile } from './methods/histogram.js';
import { type Moved, moved, type Parts, velocity } from './methods/velocity.js';
import { inPeriod, type Scope } from './scope.js';

const MEASURES = ['sql', 'won', 'lost', 'cycle'] as const;
const DAY_SECONDS = 86_400;

/** Velocity in cents a day, its parts, and what each of them did to it; `why` says what is missing where nothing can be said. */
export interface Speed {
  parts: Parts;
  perDay: number | null;
  before: Parts;
  moved: Moved | null;
  why: string | null;
}

/** SQLs, won and lost on their own days; the value of a deal and its cycle are means of those won. */
export function partsIn(cells: readonly Cell[]): Parts {
  const [won, valued, cycle] = [
    countOf(cells, 'won'),
    figureOf(cells, 'won:valued'),
    figureOf(cells, 'cycle'),
  ];
  const closed = won + countOf(cells, 'lost');
  return {
    sqls: countOf(cells, 'sql'),
    winRate: closed === 0 ? 0 : won / closed,
    dealCents: valued.n === 0 ? 0 : valued.cents / valued.n,
    cycleDays: cycle.n === 0 ? 0 : cycle.seconds / cycle.n / DAY_SECONDS,
  };
}

const missing = ({ sqls, winRate, dealCents }: Parts): string | null => {
  if (sqls === 0) return 'no SQL';
  if (winRate === 0) return 'no deal that was won';
  return dealCents === 0 ? 'no won deal with a known value' : null;
};

const whyOf = (now: Parts, before: Parts): string | null => {
  const lacks = missing(now);
  if (lacks !== null) return `There is ${lacks} in these days.`;
  const lacked = missing(before);
  return lacked === null ? null : `There was ${lacked} in as many days before, so nothing can be compared.`;
};

export const speed: Inquiry<Speed, 'now' | 'before'> = {
  asks: (scope) => {
    const { from, to } = daysBefore({ from: scope.from, to: daysAfter(scope.to, -1) });
    return {
      now: inPeriod(scope, { measures: MEASURES }),
      before: inPeriod({ from, to: daysAfter(to, 1) }, { measures: MEASURES }),
    };
  },
  read(cells) {
    const [now, before] = [partsIn(cells.now), partsIn(cells.before)];
    return { parts: now, perDay: velocity(now), before, moved: moved(before, now), why: whyOf(now, before) };
  },
};

/** Cents a unit of the currency. */
const CENTS = 100;

/** What an SQL is worth here, from everything that was closed before the end of the period. */
export const deals: Inquiry<Deals | null, 'closed'> = {
  asks: ({ to }: Scope) => ({
    closed: { from: null, to, grain: 'all', by: [], measures: ['won', 'lost', 'worth'] },
  }),
  read({ closed }) {
    const worth = figureOf(closed, 'worth');
    const [won, lost] = [countOf(closed, 'won'), countOf(closed, 'lost')];
    const median = quantile(worth.minutes, 0.5);
    return median === null || won === 0
      ? null
      : { winRate: won / (won + lost), medianCents: median * CENTS, n: worth.n };
  },
};
