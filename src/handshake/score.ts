// The joint score of one lead, rule by rule, so that "why this score?" always has an answer.
import type { Charter, ScoringRule } from '../charter/charter.js';
import { ageInDays, type CriterionVerdict, type Evidence } from './verdicts.js';

/** One rule's share of the score. `points` are unrounded; `count` is the number of signals that counted. */
export interface ScoreLine {
  rule: string;
  label: string;
  owner: 'marketing' | 'sales';
  points: number;
  cap: number;
  count: number;
}

/** The score, unrounded, in points. `total` is the sum of both teams' parts. */
export interface Score {
  total: number;
  marketing: number;
  sales: number;
  lines: ScoreLine[];
}

/** Points are compared unrounded and shown rounded down; a hair of floating error must not cost a point. */
export const shown = (points: number): number => Math.floor(points + 1e-9);

function lineFor(rule: ScoringRule, verdicts: readonly CriterionVerdict[], evidence: Evidence): ScoreLine {
  const { when } = rule;
  const line = { rule: rule.id, label: rule.label, owner: rule.owner, cap: rule.cap };
  if ('criterion' in when) {
    const met = verdicts.some(({ criterion, verdict }) => criterion === when.criterion && verdict === 'met');
    return { ...line, points: met ? Math.min(rule.cap, rule.points) : 0, count: met ? 1 : 0 };
  }
  const ages = evidence.signals
    .filter(({ type, value }) => {
      if (type !== when.signal) return false;
      return when.valueAtMost === undefined || (value !== null && value <= when.valueAtMost);
    })
    .map(({ occurredAt }) => ageInDays(occurredAt, evidence.now))
    .sort((a, b) => a - b); // one order of addition, so that floating sums do not depend on arrival
  const { halfLifeDays } = rule;
  const decayed = ages.map(
    (age) => rule.points * (halfLifeDays === undefined ? 1 : 2 ** (-age / halfLifeDays)),
  );
  const sum = decayed.reduce((total, points) => total + points, 0);
  return { ...line, points: Math.min(rule.cap, sum), count: ages.length };
}

const sum = (lines: ScoreLine[], owner: ScoreLine['owner']): number =>
  lines.filter((line) => line.owner === owner).reduce((total, line) => total + line.points, 0);

/** Scores a lead whose checklist has been judged; the same evidence in any order gives the same score. */
export function scoreOf(charter: Charter, verdicts: readonly CriterionVerdict[], evidence: Evidence): Score {
  return scoreFrom(charter.scoring.map((rule) => lineFor(rule, verdicts, evidence)));
}

/** The score that its lines add up to. */
export function scoreFrom(lines: ScoreLine[]): Score {
  const [marketing, sales] = [sum(lines, 'marketing'), sum(lines, 'sales')];
  return { total: marketing + sales, marketing, sales, lines };
}
