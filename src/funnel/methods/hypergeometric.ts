// How likely chance puts so many of one group among those drawn, exactly, however few they are.

/** Of `total` cases `marked` belong to a group; of all of them `drawn` are drawn, and `found` of the group are there. */
export interface Draw {
  total: number;
  marked: number;
  drawn: number;
  found: number;
}

/** From here on Stirling's series is exact to nine digits behind the point. */
const LARGE = 20;

/** ln n!, by Stirling's series for large n. */
function logFactorial(n: number): number {
  if (n >= LARGE)
    return (n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
  let product = 1;
  for (let factor = 2; factor <= n; factor += 1) product *= factor;
  return Math.log(product);
}

/** ln of the number of ways to choose k of n. */
export const logChoose = (n: number, k: number): number =>
  logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** The probability of exactly this draw. */
const chanceOf = ({ total, marked, drawn, found }: Draw): number =>
  Math.exp(logChoose(marked, found) + logChoose(total - marked, drawn - found) - logChoose(total, drawn));

/** The probability of `found` or more. */
function orMore(draw: Draw): number {
  const { total, marked, drawn, found } = draw;
  let term = chanceOf(draw);
  let sum = term;
  for (let k = found; k < Math.min(marked, drawn) && term > sum * Number.EPSILON; k += 1) {
    term *= ((marked - k) * (drawn - k)) / ((k + 1) * (total - marked - drawn + k + 1));
    sum += term;
  }
  return sum;
}

/**
 * How likely chance brings a count so far from the expected one, on either side: twice the smaller tail of the
 * hypergeometric distribution, at most 1.
 * Source: R. A. Fisher, Statistical Methods for Research Workers, 5th edition (1934), § 21.02.
 */
export function byChance(draw: Draw): number {
  const upper = orMore(draw);
  // As many or fewer of the group are as many or more of all the others.
  const lower = orMore({ ...draw, marked: draw.total - draw.marked, found: draw.drawn - draw.found });
  return Math.min(1, 2 * Math.min(upper, lower));
}
