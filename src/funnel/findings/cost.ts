// What a leak costs: how many SQLs went missing, as a range, and what they would have been worth.
import { newcombe } from '../methods/newcombe.js';
import type { Tally } from '../methods/wilson.js';

/** From the least to the most that is likely. */
export type Range = readonly [low: number, high: number];

/**
 * What a leak costs in the period: SQLs that were not made and, where deals have known values, cents of the charter's
 * currency; or leads that it holds up, where nothing says what they would have become. Null where neither is known.
 */
export type Cost =
  | { in: 'sqls'; sqls: Range; cents: Range | null }
  | { in: 'leads'; leads: number; cents: number | null }
  | null;

/** What an SQL of this workspace is worth: how often one is won, and the median deal. Null where nothing is known. */
export interface Deals {
  winRate: number;
  medianCents: number;
  n: number;
}

/** Nothing is lost by these many leads; they are what it is about. */
export const heldUp = (leads: number, cents: number | null = null): Cost => ({ in: 'leads', leads, cents });

/**
 * The value of a leak: n · max(0, p_ref − p_seg) at both ends of the difference's 95 % interval, in SQLs, and times
 * P(won | SQL) · median deal. `segment` and `reference` count SQLs among leads, and share none; null when one has none.
 */
export function costOf(segment: Tally, reference: Tally, deals: Deals | null): Cost {
  const apart = newcombe(reference, segment);
  if (apart === null) return null;
  const at = (difference: number): number => segment.of * Math.max(0, difference);
  const sqls: Range = [at(apart.low), at(apart.high)];
  const worth = deals === null ? null : deals.winRate * deals.medianCents;
  return { in: 'sqls', sqls, cents: worth === null ? null : [sqls[0] * worth, sqls[1] * worth] };
}

/** By what findings are put in order: the middle of what it costs, SQLs before leads that are only held up. */
export function weightOf(cost: Cost): number {
  if (cost === null) return 0;
  // A lead that is held up may still become an SQL; few do, so that it weighs little beside one that was lost.
  if (cost.in === 'leads') return cost.leads * HELD_UP_WEIGHS;
  return (cost.sqls[0] + cost.sqls[1]) / 2;
}

const HELD_UP_WEIGHS = 0.05;
