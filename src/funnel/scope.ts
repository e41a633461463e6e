// What a diagnosis is about: the days, the charter in force with its standing, and what a deal is worth here.
import type { Charter } from '../charter/charter.js';
import type { ReviewStanding } from '../charter/review.js';
import type { Question } from './cells.js';
import { type Day, daysAfter } from './days.js';
import type { Deals } from './findings/cost.js';

/** How the agreement stands: what the first question and the state of the charter are about. */
export interface Agreement {
  version: number;
  signed: boolean;
  /** The day since when it is in force, and the day of its last review; both in the charter's zone. */
  since: Day;
  reviewedOn: Day;
  review: ReviewStanding;
  owners: readonly string[];
}

/** One answered lead: the points that each scoring rule gave it, by the rule's id, and whether sales accepted it at first. */
export interface Sampled {
  points: Readonly<Record<string, number>>;
  accepted: boolean;
}

/** What all parts know beside their cells. Days are those of the charter's zone; `to` is the day after the last. */
export interface Scope {
  charter: Charter;
  agreement: Agreement;
  from: Day;
  to: Day;
  today: Day;
  /** The latest answered leads of the period, a bounded number: what can only be told lead by lead. */
  sample: readonly Sampled[];
  /** What an SQL is worth, from what was closed so far; null where no deal has a known value. */
  deals: Deals | null;
}

/** A question about the period, as a whole. */
export const inPeriod = (
  { from, to }: Pick<Scope, 'from' | 'to'>,
  of: Pick<Question, 'measures'> & Partial<Question>,
): Question => ({ from, to, grain: 'all', by: [], ...of });

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

/** The same, without what is younger than so many days: it had no time yet to come to its end. */
export const oldEnough = (
  scope: Scope,
  days: number,
  of: Pick<Question, 'measures'> & Partial<Question>,
): Question => inPeriod({ from: scope.from, to: earlier(scope.to, daysAfter(scope.today, 1 - days)) }, of);
