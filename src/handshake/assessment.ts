// One lead judged under one charter at one instant: its verdicts, its score, and whether that makes an MQL.
import type { Charter } from '../charter/charter.js';
import { type Score, scoreFrom, scoreOf } from './score.js';
import { type Evidence, type JudgedCriterion, judgeAll, type Verdict } from './verdicts.js';

/** What an offer keeps of the moment it was made. */
export interface Assessment {
  verdicts: JudgedCriterion[];
  score: Score;
  threshold: number;
  mql: boolean;
}

/**
 * Judges a lead. An MQL has every mandatory MQL criterion met, one of each "at least one of" group met,
 * and a score, unrounded, at or above the threshold.
 */
export function assess(charter: Charter, evidence: Evidence): Assessment {
  const verdicts = judgeAll(charter, evidence);
  const met = new Set(verdicts.filter(({ verdict }) => verdict === 'met').map(({ criterion }) => criterion));
  const score = scoreOf(charter, verdicts, evidence);
  const mandatory = charter.criteria.filter(({ gate, mandatory }) => gate === 'MQL' && mandatory);
  const mql =
    mandatory.every(({ id }) => met.has(id)) &&
    charter.mql.atLeastOneOf.every((group) => group.some((id) => met.has(id))) &&
    score.total >= charter.mql.threshold;
  return { verdicts, score, threshold: charter.mql.threshold, mql };
}

/** What is kept of an assessment, in the order of its charter, which says the rest. */
export interface KeptAssessment {
  verdicts: [verdict: Verdict, value: string, basis: string][];
  /** Unrounded points and the number of signals that counted, for each scoring rule. */
  points: [points: number, count: number][];
  mql: boolean;
}

/** An assessment without what its charter says anyway: names, labels, caps and the threshold. */
export const toKeep = ({ verdicts, score, mql }: Assessment): KeptAssessment => ({
  verdicts: verdicts.map(({ verdict, value, basis }) => [verdict, value, basis]),
  points: score.lines.map(({ points, count }) => [points, count]),
  mql,
});

/** The assessment that was kept, under the charter it was made under. Throws when it is not of that charter. */
export function restored({ criteria, scoring, mql }: Charter, kept: KeptAssessment): Assessment {
  const [verdicts, points] = [[...kept.verdicts], [...kept.points]];
  const next = <T>(rest: T[]): T => {
    const first = rest.shift();
    if (first === undefined) throw new Error('an assessment was made under another charter than it names');
    return first;
  };
  return {
    verdicts: criteria.map(({ id }) => {
      const [verdict, value, basis] = next(verdicts);
      return { criterion: id, verdict, value, basis };
    }),
    score: scoreFrom(
      scoring.map(({ id, label, owner, cap }) => {
        const [of, count] = next(points);
        return { rule: id, label, owner, points: of, cap, count };
      }),
    ),
    threshold: mql.threshold,
    mql: kept.mql,
  };
}
