// The nearest curve that never falls: what acceptance by score would be if a higher score were never worse.

/** A value at one place, and how many cases it is the mean of. */
export interface Weighted {
  value: number;
  weight: number;
}

/** Neighbours that were pooled to one value. */
interface Block extends Weighted {
  places: number;
}

const pooled = (one: Block, other: Block): Block => {
  const weight = one.weight + other.weight;
  return {
    value: (one.value * one.weight + other.value * other.weight) / weight,
    weight,
    places: one.places + other.places,
  };
};

/**
 * Pool adjacent violators: for values in the order of their score, the never-falling values nearest to them by weighted
 * squares, one for each. Weights are above 0 (RangeError).
 * Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid, E. Silverman, An empirical distribution function for sampling
 * with incomplete information, Annals of Mathematical Statistics 26 (1955).
 */
export function isotonic(points: readonly Weighted[]): number[] {
  const blocks: Block[] = [];
  for (const { value, weight } of points) {
    if (!(weight > 0)) throw new RangeError('A value of no cases has no place on the curve; leave it out.');
    let block: Block = { value, weight, places: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.value >= block.value; last = blocks.at(-1)) {
      block = pooled(last, block);
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ value, places }) => Array<number>(places).fill(value));
}
