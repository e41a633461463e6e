// Signal or noise: whether the latest week differs from the workspace's own weeks by more than weeks differ anyway.
import type { Chart, Point } from './chart.js';
import { laney } from './laney.js';
import type { Tally } from './wilson.js';
import { xmr } from './xmr.js';

/** A week by the instant it begins, with what was counted in it. */
export interface Week<Counted> {
  from: Date;
  counted: Counted;
}

/** What can be said of the latest week; `weeks` counts the weeks it was held against. */
export type Change =
  | { verdict: 'not enough data'; weeks: number; needed: number }
  | { verdict: 'noise'; weeks: number; centre: number; point: Point }
  | {
      verdict: 'signal';
      weeks: number;
      centre: number;
      point: Point;
      direction: 'up' | 'down';
      /** Outside the limits, or the last of so many weeks on one side of the centre. */
      sign: 'outside' | 'one side';
      run: number;
    };

/** The weeks there must be before the one that is judged, for limits to mean anything. */
export const BASELINE_WEEKS = 12;

/** So many weeks in a row on one side of the centre are no accident. */
const RUN = 8;

const WEEK_MS = 7 * 86_400_000;

/** Of the size of the numbers compared: nearer than this they are the same, whatever arithmetic makes of them. */
const HAIR = 1e-9;

/**
 * The weeks since the last restart (the instant a charter came into force), up to the latest week. A week that a restart
 * falls into is half of each and belongs to neither.
 */
function sinceRestart<Counted>(weeks: readonly Week<Counted>[], restarts: readonly Date[]): Week<Counted>[] {
  const end = weeks.reduce((latest, { from }) => Math.max(latest, from.getTime()), Number.NEGATIVE_INFINITY);
  const last = restarts
    .map((restart) => restart.getTime())
    .filter((restart) => restart < end + WEEK_MS)
    .reduce((latest, restart) => Math.max(latest, restart), Number.NEGATIVE_INFINITY);
  return weeks.filter(({ from }) => from.getTime() >= last);
}

/** On which side of the centre a value lies: 1 above, −1 below, 0 on it. */
function sideOf(value: number, centre: number): -1 | 0 | 1 {
  if (Math.abs(value - centre) <= HAIR * Math.max(1, Math.abs(centre))) return 0;
  return value > centre ? 1 : -1;
}

/** How many of the latest points lie on the side of the last one. */
function runOf({ centre, points }: Chart): number {
  const sides = points.map(({ value }) => sideOf(value, centre));
  const side = sides.at(-1) ?? 0;
  if (side === 0) return 0;
  return sides.length - 1 - sides.findLastIndex((other) => other !== side);
}

function judged(chart: Chart): Change {
  const [point, weeks, { centre }] = [chart.points.at(-1), chart.points.length - 1, chart];
  if (point === undefined || weeks < BASELINE_WEEKS)
    return { verdict: 'not enough data', weeks: Math.max(0, weeks), needed: BASELINE_WEEKS };
  const run = runOf(chart);
  const outside = sideOf(point.value, point.high) === 1 || sideOf(point.value, point.low) === -1;
  if (!outside && run < RUN) return { verdict: 'noise', weeks, centre, point };
  const direction = point.value > centre ? 'up' : 'down';
  return { verdict: 'signal', weeks, centre, point, direction, sign: outside ? 'outside' : 'one side', run };
}

/**
 * What was counted since the last restart, in order, without the weeks that had nothing to count (null); nothing at all
 * when the latest week is one of those.
 */
function series<Counted>(weeks: readonly Week<Counted | null>[], restarts: readonly Date[]): Counted[] {
  const inOrder = sinceRestart(weeks, restarts)
    .sort((one, other) => one.from.getTime() - other.from.getTime())
    .map(({ counted }) => counted);
  return inOrder.at(-1) === null ? [] : inOrder.filter((counted) => counted !== null);
}

/**
 * Whether the rate of the latest week is a change, by a p′ chart of all weeks since the last restart, that week among
 * them. Only a point outside its limits, or the eighth on one side, is one. Weeks come in any order; those without a
 * case do not count.
 */
export const changeOfRate = (weeks: readonly Week<Tally>[], restarts: readonly Date[]): Change =>
  judged(
    laney(
      series(
        weeks.map(({ from, counted }) => ({ from, counted: counted.of > 0 ? counted : null })),
        restarts,
      ),
    ),
  );

/** Whether the value (a median) of the latest week is a change, by an XmR chart; null where a week has none. */
export const changeOfValue = (weeks: readonly Week<number | null>[], restarts: readonly Date[]): Change =>
  judged(xmr(series(weeks, restarts)));
