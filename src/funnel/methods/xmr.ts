// Values week by week, such as medians, with limits from how much one week differs from the next.
import { type Chart, mean, movingRange } from './chart.js';

/** Three standard deviations, in mean moving ranges: 3 / 1.128, as tables print it. */
const REACH = 2.66;

/**
 * The X part of an XmR chart: limits X̄ ± 2.66 · the mean moving range. A value keeps its unit, and so do the limits;
 * the lower one may be negative where values cannot be.
 * Source: W. A. Shewhart's individuals chart as in D. J. Wheeler, Understanding Variation (1993).
 */
export function xmr(values: readonly number[]): Chart {
  const [centre, reach] = [mean(values), REACH * movingRange(values)];
  return { centre, points: values.map((value) => ({ value, low: centre - reach, high: centre + reach })) };
}
