// Dice that fall alike for the same seed, on every machine: a season is drawn with them, and nothing else is random.

/** Mixes a number well; from the finaliser of MurmurHash3 (Appleby). */
function mixed(number: number): number {
  let mix = number | 0;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}

/** Values with how likely each is, in any unit. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

export class Dice {
  #state: number;

  /** The same seeds give the same dice; each lead has its own, so that one more throw for it changes no other. */
  constructor(...seeds: readonly number[]) {
    this.#state = seeds.reduce((state, seed) => mixed(state ^ mixed(seed + 0x9e3779b9)), 0x2545f491);
  }

  /** A number from 0 up to and without 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mix = this.#state;
    mix = Math.imul(mix ^ (mix >>> 15), mix | 1);
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** One of a list. Throws when it is empty. */
  pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(this.next() * list.length)];
    if (picked === undefined) throw new RangeError('nothing can be picked from an empty list');
    return picked;
  }

  /** One of several by their weights. Throws when they weigh nothing. */
  weighted<T>(values: Weighted<T>): T {
    let left = this.next() * values.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of values) {
      left -= weight;
      if (left < 0) return value;
    }
    throw new RangeError('nothing can be picked from what weighs nothing');
  }

  /** Normally distributed around 0 with a spread of 1 (Box and Muller 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Log-normally distributed around a median. `spread` is that of the logarithm. */
  around(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  /** The same, thrown again until it is below `most`: nothing gathers at the limit. */
  aroundBelow(median: number, spread: number, most: number): number {
    for (;;) {
      const thrown = this.around(median, spread);
      if (thrown < most) return thrown;
    }
  }

  /** How many of something come when so many come on average (Knuth's way, for small means). */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count++;
    return count;
  }

  /** An id of the form of a UUID of version 7: ids of later instants, in ms since 1970, sort later. */
  id(at: number): string {
    const hex = (digits: number): string =>
      Math.floor(this.next() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    const time = at.toString(16).padStart(12, '0');
    const variant = this.whole(8, 11).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
  }
}
