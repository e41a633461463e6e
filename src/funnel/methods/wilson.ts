// The interval of a rate: what a share of so few or so many cases can tell.

/** Cases of which some were hits; both are whole numbers and `hits` is never above `of`. */
export interface Tally {
  hits: number;
  of: number;
}

/** A rate between 0 and 1 with its 95 % interval. Of no cases nothing is known: no rate, and anything is possible. */
export interface Rate {
  rate: number | null;
  low: number;
  high: number;
  n: number;
}

/** The normal quantile of a two-sided 95 % interval. */
const Z = 1.96;

/**
 * Wilson's score interval: centre (p + z²/2n) / (1 + z²/n), half-width z/(1 + z²/n) · √(p(1−p)/n + z²/4n²).
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 */
export function wilson({ hits, of: n }: Tally): Rate {
  if (n === 0) return { rate: null, low: 0, high: 1, n };
  const p = hits / n;
  const shrink = 1 + Z ** 2 / n;
  const centre = (p + Z ** 2 / (2 * n)) / shrink;
  const half = (Z / shrink) * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2));
  // At none and at all the bound is exact; floating arithmetic would leave a hair.
  return { rate: p, low: hits === 0 ? 0 : centre - half, high: hits === n ? 1 : centre + half, n };
}
