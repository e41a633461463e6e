// What changed about a lead since it was answered: the criteria that are judged otherwise now, and the facts that are others.
import type { Charter } from '../charter/charter.js';
import { leavesOf } from '../charter/rule.js';
import type { Assessment } from './assessment.js';
import { type Facts, type FactValue, factOf } from './lead.js';
import type { Verdict } from './verdicts.js';

/** A criterion that rests on other data, or is judged otherwise, than it was. */
export interface CriterionChange {
  criterion: string;
  from: { verdict: Verdict; value: string };
  to: { verdict: Verdict; value: string };
}

/** A fact that has another value than it had; null where nothing was known, or is. */
export interface FactChange {
  field: string;
  from: FactValue | null;
  to: FactValue | null;
}

export interface Changes {
  criteria: CriterionChange[];
  facts: FactChange[];
}

/** A lead as it stood at one time: what it was judged by, how, and what was known of it. */
export interface Standing {
  charter: Charter;
  assessment: Assessment;
  facts: Facts;
}

/** Criteria that both charters have and that something new was learnt of, or that time alone has turned. */
const criteriaChanged = (before: Assessment, now: Assessment): CriterionChange[] =>
  now.verdicts.flatMap(({ criterion, verdict, value, basis }) => {
    const then = before.verdicts.find((each) => each.criterion === criterion);
    if (then === undefined || (then.verdict === verdict && then.basis === basis)) return [];
    return [{ criterion, from: { verdict: then.verdict, value: then.value }, to: { verdict, value } }];
  });

const fieldsOf = (criterion: string, charter: Charter): string[] => {
  const rule = charter.criteria.find(({ id }) => id === criterion)?.rule ?? null;
  return rule === null ? [] : leavesOf(rule).flatMap(({ leaf }) => ('fact' in leaf ? [leaf.fact] : []));
};

/** What changed between two times. A fact that a changed criterion tells of is not told twice. */
export function changesBetween(before: Standing, now: Standing): Changes {
  const criteria = criteriaChanged(before.assessment, now.assessment);
  const told = new Set(criteria.flatMap(({ criterion }) => fieldsOf(criterion, now.charter)));
  const fields = [...new Set([...Object.keys(before.facts), ...Object.keys(now.facts)])].sort();
  return {
    criteria,
    facts: fields.flatMap((field) => {
      const [from, to] = [factOf(before.facts, field), factOf(now.facts, field)];
      return from === to || told.has(field) ? [] : [{ field, from, to }];
    }),
  };
}
