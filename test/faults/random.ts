// Seeded chance: the same seed makes the same choices, so that a run that failed can be looked at again.

export interface Chance {
  /** At least `from` and below `to`. */
  between(from: number, to: number): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** One of these. Throws when there are none. */
  pick<T>(items: readonly T[]): T;
  /** Another source of chance that the use of this one does not disturb. */
  fork(): Chance;
}

const TWO_TO_32 = 2 ** 32;

/** The generator "mulberry32": small, fast, and good enough for choosing moments. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
  };
  const between = (from: number, to: number): number => from + next() * (to - from);
  return {
    between,
    whole: (from, to) => Math.floor(between(from, to + 1)),
    happens: (probability) => next() < probability,
    pick(items) {
      const picked = items[Math.floor(next() * items.length)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
    fork: () => chanceOf(Math.floor(next() * TWO_TO_32)),
  };
}
