// One lead judged under one charter at one instant: its verdicts, its score, and whether that makes an MQL.
import type { Charter } from '../charter/charter.js';
import { type Score, scoreOf } from './score.js';
import { type Evidence, type JudgedCriterion, judgeAll } from './verdicts.js';

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
