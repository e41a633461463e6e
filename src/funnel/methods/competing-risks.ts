// How long until an answer, when several kinds of answer compete and some have not come yet.
import { bucketsOf, type Histogram, middleOf } from './histogram.js';

/** One case: the working minutes it was watched for, and how it ended; null when it has not ended (it is censored). */
export interface Course<Cause extends string> {
  minutes: number;
  cause: Cause | null;
}

/** The same as counts: lengths of time to each end, and of what is open so far. */
export interface GroupedCourses<Cause extends string> {
  ended: Readonly<Record<Cause, Histogram>>;
  open: Histogram;
}

/** What is known once `at` working minutes have passed. All shares are of all cases, between 0 and 1. */
export interface Step<Cause extends string> {
  at: number;
  /** How many were still watched and unanswered just before. */
  atRisk: number;
  /** The share that is still unanswered. */
  surviving: number;
  /** Greenwood's standard error of that share. */
  error: number;
  /** The share that has ended by each cause. */
  incidence: Readonly<Record<Cause, number>>;
}

/** How `n` cases ended over time: one step for each time at which some did, the earliest first. */
export interface Incidence<Cause extends string> {
  n: number;
  steps: readonly Step<Cause>[];
}

/** What happened at one time; those that left unanswered left after it, so they were still at risk. */
interface Moment<Cause extends string> {
  ended: Map<Cause, number>;
  left: number;
}

/** A product of fractions that should be one half is, to a hair; the hair must not move a median. */
const HAIR = 1e-9;

/** Every cause with a number of its own. */
function each<Cause extends string>(
  causes: readonly Cause[],
  numberOf: (cause: Cause) => number,
): Record<Cause, number> {
  // The compiler cannot see that the entries of all causes make a full record.
  return Object.fromEntries(causes.map((cause) => [cause, numberOf(cause)])) as Record<Cause, number>;
}

/** Counts moments by their time. */
class Moments<Cause extends string> {
  readonly #at = new Map<number, Moment<Cause>>();

  count(minutes: number, cause: Cause | null, cases: number): void {
    const moment = this.#at.get(minutes) ?? { ended: new Map<Cause, number>(), left: 0 };
    if (cause === null) moment.left += cases;
    else moment.ended.set(cause, (moment.ended.get(cause) ?? 0) + cases);
    this.#at.set(minutes, moment);
  }

  inOrder(): [at: number, moment: Moment<Cause>][] {
    return [...this.#at].sort(([one], [other]) => one - other);
  }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

/**
 * Aalen–Johansen: CIF_k(t) = Σ S(t_{i−1}) · d_ki / n_i, with the Kaplan–Meier S(t) = Π (1 − d_i / n_i) of all causes
 * together, and Greenwood's S · √(Σ d_i / (n_i (n_i − d_i))).
 */
function estimate<Cause extends string>(moments: Moments<Cause>, causes: readonly Cause[]): Incidence<Cause> {
  const inOrder = moments.inOrder();
  const n = sum(inOrder.map(([, { ended, left }]) => left + sum(ended.values())));
  const steps: Step<Cause>[] = [];
  let [atRisk, surviving, spread] = [n, 1, 0];
  let incidence = each(causes, () => 0);
  for (const [at, { ended, left }] of inOrder) {
    const ends = sum(ended.values());
    if (ends > 0) {
      const [before, soFar] = [surviving, incidence];
      incidence = each(causes, (cause) => soFar[cause] + (before * (ended.get(cause) ?? 0)) / atRisk);
      surviving = ends === atRisk ? 0 : before * (1 - ends / atRisk);
      spread += ends === atRisk ? 0 : ends / (atRisk * (atRisk - ends));
      steps.push({ at, atRisk, surviving, error: surviving * Math.sqrt(spread), incidence });
    }
    atRisk -= ends + left;
  }
  return { n, steps };
}

/**
 * How cases end over time, from each case's own; `causes` are all ends there can be. A cause must not be left out as if
 * its cases were still open: that overstates the others.
 * Sources: O. O. Aalen, S. Johansen, An empirical transition matrix for non-homogeneous Markov chains based on censored
 * observations, Scandinavian Journal of Statistics 5 (1978); E. L. Kaplan, P. Meier, JASA 53 (1958).
 */
export function incidenceOf<Cause extends string>(
  courses: readonly Course<Cause>[],
  causes: readonly Cause[],
): Incidence<Cause> {
  const moments = new Moments<Cause>();
  for (const { minutes, cause } of courses) moments.count(minutes, cause, 1);
  return estimate(moments, causes);
}

/**
 * The same from counts: every case stands in the middle of its bucket, so times are within 4 %. In one bucket the ends
 * come first, as if those still open had been watched to its end.
 */
export function incidenceOfGroups<Cause extends string>(
  { ended, open }: GroupedCourses<Cause>,
  causes: readonly Cause[],
): Incidence<Cause> {
  const moments = new Moments<Cause>();
  for (const cause of causes)
    for (const [bucket, count] of bucketsOf(ended[cause])) moments.count(middleOf(bucket), cause, count);
  for (const [bucket, count] of bucketsOf(open)) moments.count(middleOf(bucket), null, count);
  return estimate(moments, causes);
}

/** What is known once so many working minutes have passed; null before anything ended. */
export const stepAt = <Cause extends string>(
  { steps }: Incidence<Cause>,
  minutes: number,
): Step<Cause> | null => steps.findLast(({ at }) => at <= minutes) ?? null;

/**
 * The working minutes by which this share (0 to 1) had ended, whatever the cause: with one half the median, the first t
 * at which no more than half survive. "not reached" when too many are still open to say.
 */
export const timeTo = <Cause extends string>(
  { steps }: Incidence<Cause>,
  share: number,
): number | 'not reached' =>
  steps.find(({ surviving }) => surviving <= 1 - share + HAIR)?.at ?? 'not reached';
