// Turns: who of several is next, so that each gets a share by weight, whoever is away or passed over in between.
import type { PersonId } from './handshake.js';

/** Somebody who sells, and how large their share is beside that of the others. */
export interface Seller {
  person: PersonId;
  weight: number;
}

/**
 * How many leads each is owed, below nought for who is ahead. At each turn a lead is shared out among those who could have
 * it, by weight, and one of them gets the whole of it; so what each is owed adds up to nought, and whoever could not have
 * it is owed nothing for it.
 */
export type Turns = Readonly<Record<PersonId, number>>;

/** Sums of fractions differ by less than this from what they should be; nobody comes first by that. */
const HAIR = 1e-9;

/**
 * The one who is owed most, and what everybody is owed afterwards; of two who are owed the same, the one with the larger
 * share, then the first. Null where nobody could have it. It is smooth weighted round robin: with weights 2, 1, 1 the
 * turns go a, b, c, a.
 */
export function takeTurn(turns: Turns, could: readonly Seller[]): { person: PersonId; turns: Turns } | null {
  const total = could.reduce((sum, { weight }) => sum + weight, 0);
  let next: (Seller & { owed: number }) | null = null;
  const after: Record<PersonId, number> = { ...turns };
  for (const { person, weight } of could) {
    const owed = (turns[person] ?? 0) + weight / total;
    after[person] = owed;
    const ahead = next === null ? 1 : owed - next.owed;
    if (next === null || ahead > HAIR || (ahead > -HAIR && weight > next.weight))
      next = { person, weight, owed };
  }
  if (next === null) return null;
  after[next.person] = next.owed - 1;
  return { person: next.person, turns: after };
}
