// How long things took, as counts in buckets that add up: the answers of a year are a few dozen numbers.

/**
 * How many lengths of working time fell into each bucket: sparse, and JSON as it is. Bucket 0 holds no time at all,
 * bucket 1 more than none and less than a minute, bucket k from 1.08^(k−2) up to 1.08^(k−1) minutes. As a delta it may
 * hold negative counts: what was counted too early is taken away again.
 */
export type Histogram = Readonly<Record<string, number>>;

/** A bucket reaches 8 % further than it begins, so that its middle is within 4 % of all that is in it. */
const GROWTH = 1.08;
const LOG_GROWTH = Math.log(GROWTH);

const NO_TIME = 0;
const UNDER_A_MINUTE = 1;
const FROM_A_MINUTE = 2;

/** A share of a count is a whole number or a hair beside it; the hair must not move a rank. */
const HAIR = 1e-9;

/**
 * The bucket of a length of working time in minutes; throws a RangeError when it is negative or no number.
 * Source of the logarithmic buckets: C. Masson, J. E. Rim, H. K. Lee, DDSketch: a fast and fully-mergeable quantile
 * sketch with relative-error guarantees, VLDB 12 (2019).
 */
export function bucketOf(minutes: number): number {
  if (!(minutes >= 0 && minutes < Number.POSITIVE_INFINITY))
    throw new RangeError('A length of time is a number of minutes, none or more.');
  if (minutes === 0) return NO_TIME;
  if (minutes < 1) return UNDER_A_MINUTE;
  return FROM_A_MINUTE + Math.floor(Math.log(minutes) / LOG_GROWTH);
}

/** The minutes that stand for a bucket: none, half a minute, or its geometric middle. */
export function middleOf(bucket: number): number {
  if (bucket === NO_TIME) return 0;
  if (bucket === UNDER_A_MINUTE) return 0.5;
  return GROWTH ** (bucket - FROM_A_MINUTE + 0.5);
}

/** The buckets that hold something and their counts, the shortest time first. */
export const bucketsOf = (histogram: Histogram): [bucket: number, count: number][] =>
  Object.entries(histogram)
    .map(([bucket, count]): [number, number] => [Number(bucket), count])
    .filter(([, count]) => count !== 0)
    .sort(([one], [other]) => one - other);

/** Counts lengths of working time, in minutes; throws as `bucketOf` does. */
export function histogramOf(lengths: readonly number[]): Histogram {
  const counts: Record<string, number> = {};
  for (const minutes of lengths) {
    const bucket = bucketOf(minutes);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/** All of them together, in whatever order and grouping they come; a bucket that comes to nothing goes. */
export function together(histograms: Iterable<Histogram>): Histogram {
  const counts: Record<string, number> = {};
  for (const histogram of histograms)
    for (const [bucket, count] of bucketsOf(histogram)) {
      const sum = (counts[bucket] ?? 0) + count;
      if (sum === 0) delete counts[bucket];
      else counts[bucket] = sum;
    }
  return counts;
}

/** How many lengths were counted. */
export const sizeOf = (histogram: Histogram): number =>
  bucketsOf(histogram).reduce((sum, [, count]) => sum + count, 0);

/**
 * The minutes that this share (0 to 1) of the lengths does not exceed, within 4 % of the exact one (the smallest length
 * at or below which lies the share); null of nothing. No time comes out as 0, less than a minute as 0.5, to be told as
 * "under a minute". Throws a RangeError when the share is none.
 */
export function quantile(histogram: Histogram, share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError('A share is a number from 0 to 1.');
  const rank = Math.max(1, Math.ceil(share * sizeOf(histogram) - HAIR));
  let seen = 0;
  for (const [bucket, count] of bucketsOf(histogram)) {
    seen += count;
    if (seen >= rank) return middleOf(bucket);
  }
  return null;
}
