// What to change in the charter, read from a diagnosis: a threshold, the points of a rule, or the range of a criterion.
import type { Charter } from '../charter/charter.js';
import type { Part } from '../charter/edits.js';
import type { FactRule } from '../charter/rule.js';
import type { Finding } from './findings/finding.js';
import { BAND_POINTS, bandsOf, together } from './findings/score-order.js';
import { ENOUGH_CASES } from './findings/words.js';
import { isotonic } from './methods/isotonic.js';
import { newcombe } from './methods/newcombe.js';
import { wilson } from './methods/wilson.js';
import type { Sampled, Scope } from './scope.js';
import { rateWords, some } from './words.js';

/** A part of the charter that figures can speak for. */
export type Change = Extract<Part, { part: 'mql' | 'scoring' | 'criterion' }>;

/** A change that the figures speak for. Words are plain; `why` is what the form of the charter is filled in with. */
export interface Proposal {
  title: string;
  why: string;
  part: Change;
}

/** What sales had before it when it cited a criterion against the data: the lead's own values. */
export type CitedValues = ReadonlyMap<string, readonly number[]>;

/** Sales accepts most of these: there may be more of them below the threshold. */
const WELCOME = 0.7;

/** Raise the threshold where its lowest bands are accepted less often; lower it where even those are welcome. */
function ofThreshold(sample: readonly Sampled[], { mql }: Charter): Proposal[] {
  const bands = bandsOf(sample);
  const [lowest] = bands;
  if (lowest === undefined) return [];
  const above = together(bands.slice(1));
  const { accepted } = lowest;
  if (accepted.of < ENOUGH_CASES || above.of < ENOUGH_CASES) return [];
  const apart = newcombe(above, accepted);
  const to = (threshold: number): Change => ({ part: 'mql', mql: { ...mql, threshold } });
  const next = lowest.from + BAND_POINTS;
  if (apart !== null && apart.low > 0 && next > mql.threshold)
    return [
      {
        title: `Raise the threshold from ${mql.threshold} to ${next} points`,
        why: `Of the leads below ${next} points sales accepted ${rateWords(wilson(accepted))}, of those above ${rateWords(wilson(above))}.`,
        part: to(next),
      },
    ];
  // Neighbouring bands are noisy: what counts is the fit that never falls.
  const [fitted = 0] = isotonic(
    bands.map((band) => ({ value: band.accepted.hits / band.accepted.of, weight: band.accepted.of })),
  );
  const lower = Math.max(0, mql.threshold - BAND_POINTS);
  if (fitted < WELCOME || wilson(accepted).low < WELCOME / 2 || lower === mql.threshold) return [];
  return [
    {
      title: `Lower the threshold from ${mql.threshold} to ${lower} points`,
      why: `Even of the leads just above it sales accepted ${rateWords(wilson(accepted))}: there may be more like them below.`,
      part: to(lower),
    },
  ];
}

/** Points that carry no weight are halved; whoever reads it may take them away. */
function ofPoints(findings: readonly Finding[], { scoring }: Charter): Proposal[] {
  return findings.flatMap(({ kind, about, seen }) => {
    const rule = scoring.find(({ id }) => kind === 'idle_rules' && id === about);
    if (rule === undefined) return [];
    const { id, ...now } = rule;
    const halved = { ...now, points: now.points / 2, cap: now.cap / 2 };
    return [
      {
        title: `Halve the points for “${rule.label}”`,
        why: seen,
        part: { part: 'scoring', change: 'replace', id, rule: halved },
      } satisfies Proposal,
    ];
  });
}

/** So much of what sales cites must lie on one side of the range for the range to be what they mean. */
const ONE_SIDED = 0.8;
const ENOUGH_VALUES = 8;

/** The value that this share of the sorted ones does not exceed. */
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;

/** A range without the end at which most of what sales cites lies; null when it lies at neither. */
export function narrowed(rule: FactRule, values: readonly number[]): FactRule | null {
  if (values.length < ENOUGH_VALUES) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] =
    'between' in rule
      ? rule.between
      : 'atLeast' in rule
        ? [rule.atLeast, null]
        : 'atMost' in rule
          ? [null, rule.atMost]
          : [null, null];
  const [upmost, lowest] = [at(sorted, ONE_SIDED), at(sorted, 1 - ONE_SIDED)];
  // The geometric middle: employees and amounts are spread over orders of magnitude.
  const middle = low !== null && high !== null ? Math.sqrt(Math.max(1, low) * high) : null;
  if (low !== null && (middle === null || upmost < middle)) {
    const least = Math.floor(upmost) + 1;
    if (least <= low || (high !== null && least >= high)) return null;
    return 'between' in rule
      ? { ...rule, between: [least, rule.between[1]] }
      : { fact: rule.fact, atLeast: least };
  }
  if (high !== null && (middle === null || lowest > middle)) {
    const most = Math.ceil(lowest) - 1;
    if (most >= high || (low !== null && most <= low)) return null;
    return 'between' in rule
      ? { ...rule, between: [rule.between[0], most] }
      : { fact: rule.fact, atMost: most };
  }
  return null;
}

const rangeWords = (rule: FactRule): string => {
  const words = (value: number): string => value.toLocaleString('en-AU');
  if ('between' in rule) return `${words(rule.between[0])} to ${words(rule.between[1])}`;
  if ('atLeast' in rule) return `${words(rule.atLeast)} or more`;
  return 'atMost' in rule ? `${words(rule.atMost)} or less` : '';
};

/** A criterion that sales reads more narrowly than it is written is written as they read it. */
function ofCriteria(findings: readonly Finding[], { criteria }: Charter, cited: CitedValues): Proposal[] {
  return findings.flatMap(({ kind, about, seen }) => {
    const criterion = criteria.find(({ id }) => kind === 'diverging_criterion' && id === about);
    if (criterion === undefined) return [];
    const { id, ...now } = criterion;
    const { rule } = now;
    const values = cited.get(id) ?? [];
    if (rule === null || !('fact' in rule)) return [];
    const sharper = narrowed(rule, values);
    if (sharper === null) return [];
    const [old, wanted] = [rangeWords(rule), rangeWords(sharper)];
    const statement = now.statement.includes(old)
      ? now.statement.replace(old, wanted)
      : `${now.name}: ${wanted}`;
    return [
      {
        title: `Change “${criterion.name}” from ${old} to ${wanted}`,
        why: `${seen} The values that were cited lie outside the new range for most of ${some(values.length, 'lead')}.`,
        part: { part: 'criterion', change: 'replace', id, criterion: { ...now, statement, rule: sharper } },
      } satisfies Proposal,
    ];
  });
}

/** More changes than these at once nobody discusses. */
const PROPOSALS_MOST = 3;

/** What the findings and the answered leads speak for. */
export const proposals = (
  { charter, sample }: Pick<Scope, 'charter' | 'sample'>,
  { findings, cited }: { findings: readonly Finding[]; cited: CitedValues },
): Proposal[] =>
  [
    ...ofCriteria(findings, charter, cited),
    ...ofThreshold(sample, charter),
    ...ofPoints(findings, charter),
  ].slice(0, PROPOSALS_MOST);
