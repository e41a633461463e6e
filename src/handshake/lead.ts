// A lead is the fold of its facts: for every field the fact that happened last, whatever order they came in.

/** What makes a lead itself within a workspace: the source it came from and its id there. */
export interface LeadKey {
  source: string;
  id: string;
}

/** A value that a fact may hold. */
export type FactValue = string | number | boolean;

/** One observed value of one field. Facts are only ever added. */
export interface Fact {
  field: string;
  value: FactValue;
  occurredAt: Date;
}

/** The facts that stand, by field. A plain record, so that it can be kept as it is. */
export type Facts = Readonly<Record<string, { value: FactValue; at: string }>>;

/** One thing a lead did, or that sales learned. `value` is days, or an amount in the charter's currency. */
export interface Signal {
  source: string;
  id: string;
  type: string;
  occurredAt: Date;
  value: number | null;
}

/** A total order of values, so that two facts of the same instant fold alike in any order. */
const precedes = (a: FactValue, b: FactValue): boolean => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right;
};

/**
 * Adds facts to the ones that stand. Commutative, associative and idempotent: the last to have happened stands,
 * and of two that happened in the same instant the one whose JSON sorts last.
 */
export function fold(standing: Facts, facts: readonly Fact[]): Facts {
  const folded = { ...standing };
  for (const { field, value, occurredAt } of facts) {
    const at = occurredAt.toISOString();
    const known = folded[field];
    if (known === undefined || known.at < at || (known.at === at && precedes(known.value, value)))
      folded[field] = { value, at };
  }
  return folded;
}

/** The value of a field, or null. */
export const factOf = (facts: Facts, field: string): FactValue | null => facts[field]?.value ?? null;

/** A field as text, or an empty string. */
export const textOf = (facts: Facts, field: string): string => String(factOf(facts, field) ?? '');

/** An e-mail address as it is compared. */
export const foldedEmail = (email: string): string => email.trim().toLowerCase();

/** The lead's e-mail address, folded for comparison, or null. */
export function emailOf(facts: Facts): string | null {
  const email = foldedEmail(textOf(facts, 'email'));
  return email === '' ? null : email;
}

/** What people call this lead: the name, else the e-mail address, else the id. */
export function nameOf(facts: Facts, key: LeadKey): string {
  const name = `${textOf(facts, 'firstName')} ${textOf(facts, 'lastName')}`.trim();
  return name || textOf(facts, 'email') || `Lead ${key.id}`;
}
