// How far people who judged the same things blindly agree, beyond what chance would bring.

/** α is 1 when all agree, 0 at chance, negative when they agree less than chance; null when nothing can be said. */
export interface Agreement {
  alpha: number | null;
  /** How many things were judged at least twice, and the judgements of them. */
  units: number;
  judgements: number;
}

const countsOf = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** Ordered pairs of judgements that differ: all pairs less those within one value. */
function unlike(values: readonly string[]): number {
  const alike = [...countsOf(values).values()].reduce((sum, count) => sum + count * (count - 1), 0);
  return values.length * (values.length - 1) - alike;
}

/**
 * Krippendorff's α for names without order: one less observed over expected disagreement,
 * α = 1 − (n−1) · Σ_u unlike(u)/(m_u − 1) / unlike(all), over the n judgements of units judged at least twice. A unit
 * is the list of its judgements, whoever gave them, null where somebody gave none. When all judgements are the same
 * nobody could have disagreed: null.
 * Source: K. Krippendorff, Computing Krippendorff's alpha-reliability, University of Pennsylvania (2011).
 */
export function krippendorff(units: readonly (readonly (string | null)[])[]): Agreement {
  const paired = units
    .map((unit) => unit.filter((value) => value !== null))
    .filter(({ length }) => length > 1);
  const all = paired.flat();
  const observed = paired.reduce((sum, unit) => sum + unlike(unit) / (unit.length - 1), 0);
  const possible = unlike(all);
  const alpha = possible === 0 ? null : 1 - ((all.length - 1) * observed) / possible;
  return { alpha, units: paired.length, judgements: all.length };
}
