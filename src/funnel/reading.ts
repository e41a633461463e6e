// A charter read once for thousands of leads: which criteria make an MQL, what each looks at, and what time does to it.
import type { Charter, Criterion } from '../charter/charter.js';
import type { Rule } from '../charter/rule.js';

/** A length of days by which a rule looks back at the signals of one type, or at the date that a fact holds. */
export type LooksBack = { signal: string; days: number } | { fact: string; days: number };

/** One criterion that has a say in who is an MQL. */
export interface Part {
  criterion: Criterion;
  facts: ReadonlySet<string>;
  signals: ReadonlySet<string>;
  looksBack: readonly LooksBack[];
  /** Whether time alone may turn it to met. */
  opens: boolean;
}

/** A charter with its parts; criteria are named by their place among them. */
export interface Reading {
  charter: Charter;
  parts: readonly Part[];
  mandatory: readonly number[];
  groups: readonly (readonly number[])[];
  /** Which parts look at a field (`fact …`) or at a type of signal (`signal …`). */
  touched: ReadonlyMap<string, readonly number[]>;
}

interface Looks {
  facts: Set<string>;
  signals: Set<string>;
  looksBack: LooksBack[];
  opens: boolean;
}

/**
 * Notes what a rule looks at. Signals only ever leave a window, so that time alone turns a window to unmet, or to met
 * under `not`; a date may lie ahead, so that time may turn it both ways.
 */
function note(rule: Rule, negated: boolean, looks: Looks): void {
  if ('all' in rule) for (const part of rule.all) note(part, negated, looks);
  else if ('any' in rule) for (const part of rule.any) note(part, negated, looks);
  else if ('not' in rule) note(rule.not, !negated, looks);
  else if ('signal' in rule) {
    looks.signals.add(rule.signal);
    if (rule.withinDays === undefined) return;
    looks.looksBack.push({ signal: rule.signal, days: rule.withinDays });
    looks.opens ||= negated;
  } else {
    looks.facts.add(rule.fact);
    const days = 'withinDays' in rule ? rule.withinDays : 'olderThanDays' in rule ? rule.olderThanDays : null;
    if (days === null) return;
    looks.looksBack.push({ fact: rule.fact, days });
    looks.opens = true;
  }
}

function partOf(criterion: Criterion): Part {
  const looks: Looks = { facts: new Set(), signals: new Set(), looksBack: [], opens: false };
  if (criterion.rule !== null) note(criterion.rule, false, looks);
  return { criterion, ...looks };
}

const isMandatory = ({ gate, mandatory }: Criterion): boolean => gate === 'MQL' && mandatory;

/** What a part is found under when a fact of this field, or a signal of this type, comes in. */
export const factName = (field: string): string => `fact ${field}`;
export const signalName = (type: string): string => `signal ${type}`;

/** Reads a charter. */
export function readingOf(charter: Charter): Reading {
  const named = new Set([
    ...charter.scoring.flatMap(({ when }) => ('criterion' in when ? [when.criterion] : [])),
    ...charter.mql.atLeastOneOf.flat(),
  ]);
  const parts = charter.criteria
    .filter((criterion) => isMandatory(criterion) || named.has(criterion.id))
    .map(partOf);
  const placeOf = new Map(parts.map(({ criterion }, place) => [criterion.id, place]));
  const touched = new Map<string, number[]>();
  for (const [place, { facts, signals }] of parts.entries())
    for (const name of [...[...facts].map(factName), ...[...signals].map(signalName)])
      touched.set(name, [...(touched.get(name) ?? []), place]);
  return {
    charter,
    parts,
    mandatory: parts.flatMap(({ criterion }, place) => (isMandatory(criterion) ? [place] : [])),
    groups: charter.mql.atLeastOneOf.map((group) => group.flatMap((id) => placeOf.get(id) ?? [])),
    touched,
  };
}
