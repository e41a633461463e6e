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

/** The age in days of each signal that a rule counts, the youngest first, so that floating sums do not depend on arrival. */
const agesOf = (
  when: Extract<ScoringRule['when'], { signal: string }>,
  { signals, now }: Evidence,
): number[] =>
  signals
    .filter(({ type, value }) => {
      if (type !== when.signal) return false;
      return when.valueAtMost === undefined || (value !== null && value <= when.valueAtMost);
    })
    .map(({ occurredAt }) => ageInDays(occurredAt, now))
    .sort((a, b) => a - b);

/** The points of a rule before its cap, and what counted. */
function pointsFor(
  { when, points, halfLifeDays }: ScoringRule,
  met: ReadonlySet<string>,
  evidence: Evidence,
): Pick<ScoreLine, 'points' | 'count'> {
  if ('criterion' in when) return met.has(when.criterion) ? { points, count: 1 } : { points: 0, count: 0 };
  const ages = agesOf(when, evidence);
  const decayed = ages.map((age) => points * (halfLifeDays === undefined ? 1 : 2 ** (-age / halfLifeDays)));
  return { points: decayed.reduce((total, each) => total + each, 0), count: ages.length };
}

function lineFor(rule: ScoringRule, met: ReadonlySet<string>, evidence: Evidence): ScoreLine {
  const { id, label, owner, cap } = rule;
  const { points, count } = pointsFor(rule, met, evidence);
  return { rule: id, label, owner, cap, points: Math.min(cap, points), count };
}

const sum = (lines: ScoreLine[], owner: ScoreLine['owner']): number =>
  lines.filter((line) => line.owner === owner).reduce((total, line) => total + line.points, 0);

/** Scores a lead whose checklist has been judged; the same evidence in any order gives the same score. */
export function scoreOf(charter: Charter, verdicts: readonly CriterionVerdict[], evidence: Evidence): Score {
  const met = new Set(verdicts.filter(({ verdict }) => verdict === 'met').map(({ criterion }) => criterion));
  return scoreFrom(charter.scoring.map((rule) => lineFor(rule, met, evidence)));
}

/** The score that its lines add up to. */
export function scoreFrom(lines: ScoreLine[]): Score {
  const [marketing, sales] = [sum(lines, 'marketing'), sum(lines, 'sales')];
  return { total: marketing + sales, marketing, sales, lines };
}
