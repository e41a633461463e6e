// Rates week by week, with limits that know how much weeks differ anyway, beyond the chance in a few cases.
import { type Chart, movingRange, type Point } from './chart.js';
import type { Tally } from './wilson.js';

/** A week's rate, its number of cases, and how far off the centre it is. */
export interface RatePoint extends Point {
  n: number;
  /** In binomial standard deviations, as a p chart has it. */
  z: number;
  /** In standard deviations of this workspace's weeks: beyond 3 it is outside. */
  sigmas: number;
}

/** The rates, and by how much weeks scatter more (above 1) or less than binomial chance. */
export interface RateChart extends Chart<RatePoint> {
  sigmaZ: number;
}

/** What the distance of two normal values is on average, in standard deviations (d₂ of two). */
const D2 = 1.128;

/**
 * Laney's p′ chart of weekly tallies; each needs a case, weeks without are left out by the caller (RangeError). Limits
 * p̄ ± 3 σ_i σ_z, cut at 0 and 1, with σ_i = √(p̄(1−p̄)/n_i), z_i = (p_i − p̄)/σ_i and σ_z = mean|z_i − z_{i−1}|/1.128.
 * Source: D. B. Laney, Improved control charts for attributes, Quality Engineering 14 (2002).
 */
export function laney(weeks: readonly Tally[]): RateChart {
  if (weeks.some(({ of }) => of <= 0))
    throw new RangeError('A week without a case has no rate; leave it out.');
  const [hits, cases] = weeks.reduce(([h, n], week) => [h + week.hits, n + week.of], [0, 0]);
  const centre = cases === 0 ? 0 : hits / cases;
  const byChance = (n: number): number => Math.sqrt((centre * (1 - centre)) / n);
  // When every case was a hit, or none, no week is off the centre.
  const zOf = ({ hits: h, of: n }: Tally): number => (byChance(n) === 0 ? 0 : (h / n - centre) / byChance(n));
  const sigmaZ = movingRange(weeks.map(zOf)) / D2;
  const points = weeks.map((week) => {
    const [z, reach] = [zOf(week), 3 * byChance(week.of) * sigmaZ];
    return {
      value: week.hits / week.of,
      low: Math.max(0, centre - reach),
      high: Math.min(1, centre + reach),
      n: week.of,
      z,
      sigmas: sigmaZ === 0 ? 0 : z / sigmaZ,
    };
  });
  return { centre, points, sigmaZ };
}
